import type { HandleScope } from '../../operations/operation.ts';
import type { Bytes } from '../../ports.ts';
import { type ComputedChecksum, checkContentMd5, checkedChecksum, clientChecksum } from './checksum.ts';

/** What an upload brings: bytes, and by what the client wants them checked. */
interface BodyInput {
  readonly Body?: Bytes;
  readonly ContentMD5?: string;
}

/** The bytes that came and their checksum, found to be what the client sent. */
export interface ReceivedBody {
  readonly bytes: Bytes;
  /** Null where the client names none. */
  readonly checksum: ComputedChecksum | null;
}

const NOTHING = new Uint8Array(0);

/** The bytes of an upload; none are an object too. */
export function bodyOf({ Body = NOTHING }: BodyInput): Bytes {
  return Body;
}

/** Looks whether what came is what was sent. @throws {S3Error} where a digest or a checksum says otherwise */
export async function receiveBody(input: BodyInput, scope: HandleScope): Promise<ReceivedBody> {
  const bytes = bodyOf(input);
  checkContentMd5(input.ContentMD5, bytes, scope);
  const given = clientChecksum({ ...input });
  return { bytes, checksum: given === null ? null : await checkedChecksum(given, bytes, scope) };
}
