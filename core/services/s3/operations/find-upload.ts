import { S3Error } from '../../../errors/s3-errors.ts';
import type { Scope } from '../../../operations/operation.ts';
import type { Upload } from '../stored-object.ts';

/** The upload under way that a request names. @throws {S3Error} NoSuchUpload */
export function uploadOf(
  { Bucket, Key, UploadId }: { readonly Bucket: string; readonly Key: string; readonly UploadId: string },
  { world }: Scope,
): Upload {
  const upload = world.uploads.get(UploadId);
  if (upload !== undefined && upload.bucket === Bucket && upload.key === Key) return upload;
  throw new S3Error(
    'NoSuchUpload',
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
    'no-such-upload',
    { UploadId },
  );
}
