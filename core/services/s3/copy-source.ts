import { S3Error } from '../../errors/s3-errors.ts';

/**
 * The object that a copy is made of: `BUCKET/KEY`, encoded as in a URL, a slash in front being no part of it.
 * @throws {S3Error} Source: S3 API Reference, CopyObject, "x-amz-copy-source".
 */
export function readCopySource(text: string): { readonly Bucket: string; readonly Key: string } {
  const [, bucket, key] = /^\/?([^/]+)\/([\s\S]+)$/.exec(decoded(text)) ?? [];
  if (bucket !== undefined && key !== undefined) return { Bucket: bucket, Key: key };
  throw new S3Error(
    'InvalidArgument',
    'Copy Source must mention the source bucket and key: sourcebucket/sourcekey',
    'invalid-parameter',
    { ArgumentName: 'x-amz-copy-source', ArgumentValue: text },
  );
}

/** What is encoded wrongly stands for itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
