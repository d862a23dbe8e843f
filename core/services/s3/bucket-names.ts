import { S3Error } from '../../errors/s3-errors.ts';

/**
 * Refuses what can't be the name of a bucket.
 * @throws {S3Error}
 * Source: S3 User Guide, "General purpose bucket naming rules".
 */
export function checkBucketName(name: string): void {
  const isFit =
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) &&
    !name.includes('..') &&
    !/^\d{1,3}(?:\.\d{1,3}){3}$/.test(name) &&
    !PREFIXES.some((prefix) => name.startsWith(prefix)) &&
    !SUFFIXES.some((suffix) => name.endsWith(suffix));
  if (isFit) return;
  const message = 'The specified bucket is not valid.';
  throw new S3Error('InvalidBucketName', message, 'bad-bucket-name', { BucketName: name });
}

const PREFIXES: readonly string[] = ['xn--', 'sthree-', 'amzn-s3-demo-'];
const SUFFIXES: readonly string[] = ['-s3alias', '--ol-s3', '.mrap', '--x-s3', '--table-s3'];
