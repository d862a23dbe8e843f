import type { LsRequest } from './parse-s3.ts';
import { baseName } from './s3-path.ts';
import type { ListedObject, S3Session } from './s3-session.ts';

/**
 * `aws s3 ls`: buckets, or what is in one. Gives the exit code, which is 1 where nothing begins like that.
 * Instants are in UTC, as everywhere in the lab.
 * @throws {CallRefused}
 * Source: AWS CLI Command Reference, `aws s3 ls`; observed on AWS CLI 2.9.19.
 */
export async function list(request: LsRequest, session: S3Session): Promise<number> {
  const { bucket, prefix, isRecursive, pageSize, isHumanReadable, summarizes } = request;
  if (bucket === '') {
    const { Buckets: buckets } = (await session.call('ListBuckets', {})) as unknown as Buckets;
    for (const { Name, CreationDate } of buckets) session.print(`${instant(CreationDate)} ${Name}`);
    if (summarizes) summary(session, [], isHumanReadable);
    return 0;
  }
  const input = { Bucket: bucket, Prefix: prefix, ...(isRecursive ? {} : { Delimiter: '/' }) };
  const found: ListedObject[] = [];
  let isEmpty = true;
  for await (const { contents, prefixes } of session.pagesOfObjects(input, pageSize)) {
    for (const common of prefixes) session.print(`${' '.repeat(27)}PRE ${baseName(common.slice(0, -1))}/`);
    for (const object of contents) {
      const size = sizeText(object.Size, isHumanReadable).padStart(10);
      session.print(`${instant(object.LastModified)} ${size} ${isRecursive ? object.Key : baseName(object.Key)}`);
    }
    found.push(...contents);
    isEmpty &&= contents.length === 0 && prefixes.length === 0;
  }
  if (summarizes) summary(session, found, isHumanReadable);
  return prefix !== '' && isEmpty ? 1 : 0;
}

interface Buckets {
  readonly Buckets: readonly { readonly Name: string; readonly CreationDate: number }[];
}

function summary(session: S3Session, objects: readonly ListedObject[], isHumanReadable: boolean): void {
  const size = objects.reduce((sum, { Size }) => sum + Size, 0);
  session.print(`\nTotal Objects: ${objects.length}`);
  session.print(`   Total Size: ${sizeText(size, isHumanReadable)}`);
}

function instant(epochSeconds: number): string {
  return new Date(epochSeconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
}

function sizeText(bytes: number, isHumanReadable: boolean): string {
  if (!isHumanReadable) return String(bytes);
  if (bytes < 1024) return bytes === 1 ? '1 Byte' : `${bytes} Bytes`;
  const kib = bytes / 1024;
  return Math.round(kib) < 1024 ? `${kib.toFixed(1)} KiB` : `${(kib / 1024).toFixed(1)} MiB`;
}
