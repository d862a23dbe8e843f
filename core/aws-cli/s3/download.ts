import type { CpRequest } from './parse-s3.ts';
import { partsOf } from './parts.ts';
import type { S3Session } from './s3-session.ts';

interface At {
  readonly bucket: string;
  readonly key: string;
}
type Output = Readonly<Record<string, unknown>>;

/** What an object says of itself. @throws {CallRefused} */
export function lookAt(
  { bucket, key }: At,
  customerKey: Readonly<Record<string, string>>,
  session: S3Session,
  region: string,
): Promise<Output> {
  return session.call('HeadObject', { Bucket: bucket, Key: key, ...customerKey }, region);
}

/** Its size, in bytes. */
export function sizeIn({ ContentLength: length }: Output): number {
  return Number(length);
}

/** The bytes of an object of that size, those of a large one range by range. @throws {CallRefused} */
export async function download(
  { bucket, key }: At,
  size: number,
  { customerKey, sourceRegion }: CpRequest,
  session: S3Session,
): Promise<Uint8Array> {
  const input = { Bucket: bucket, Key: key, ...customerKey };
  const region = sourceRegion ?? session.region;
  const parts = partsOf(size);
  if (parts === null) return bodyOf(await session.call('GetObject', input, region));
  const whole = new Uint8Array(size);
  for (const { from, to } of parts) {
    const range = `bytes=${from}-${to === size ? '' : to - 1}`;
    whole.set(bodyOf(await session.call('GetObject', { ...input, Range: range }, region)), from);
  }
  return whole;
}

function bodyOf({ Body }: Output): Uint8Array {
  return Body instanceof Uint8Array ? Body : new Uint8Array(0);
}
