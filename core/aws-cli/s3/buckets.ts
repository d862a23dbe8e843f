import { EXIT_CODES, generalError } from '../usage-error.ts';
import type { MbRequest, RbRequest } from './parse-s3.ts';
import { remove } from './remove.ts';
import { CallRefused, type S3Session } from './s3-session.ts';

/** The Region that CreateBucket means where it names none, and may not name. */
const UNNAMED_REGION = 'us-east-1';

/** `aws s3 mb`: makes a bucket in the Region of the line. */
export async function makeBucket({ bucket, path }: MbRequest, session: S3Session): Promise<number> {
  const { region } = session;
  const elsewhere = region === UNNAMED_REGION ? {} : { CreateBucketConfiguration: { LocationConstraint: region } };
  try {
    await session.call('CreateBucket', { Bucket: bucket, ...elsewhere });
  } catch (error) {
    return failed(error, `make_bucket failed: ${path}`, session);
  }
  session.print(`make_bucket: ${bucket}`);
  return EXIT_CODES.ok;
}

/**
 * `aws s3 rb`: deletes a bucket, with `--force` its objects before it.
 * @throws {CliUsageError} where an object stayed
 */
export async function removeBucket({ bucket, path, isForced }: RbRequest, session: S3Session): Promise<number> {
  if (isForced) {
    const at = { kind: 's3', bucket, key: '' } as const;
    const everything = { isRecursive: true, isDryRun: false, shown: 'all', pageSize: null } as const;
    const exitCode = await remove({ name: 'rm', at, ...everything }, session);
    if (exitCode !== EXIT_CODES.ok) {
      const what = 'Unable to delete all objects in the bucket, bucket will not be deleted.';
      throw generalError(`remove_bucket failed: ${what}`);
    }
  }
  try {
    await session.call('DeleteBucket', { Bucket: bucket });
  } catch (error) {
    return failed(error, `remove_bucket failed: ${path}`, session);
  }
  session.print(`remove_bucket: ${bucket}`);
  return EXIT_CODES.ok;
}

function failed(error: unknown, what: string, session: S3Session): number {
  if (!(error instanceof CallRefused)) throw error;
  session.warn(`${what} ${error.message}`);
  return EXIT_CODES.failed;
}
