import type { CpRequest } from './parse-s3.ts';
import { partsOf } from './parts.ts';
import type { S3Session } from './s3-session.ts';
import { inParts } from './upload.ts';

interface At {
  readonly bucket: string;
  readonly key: string;
}

/**
 * Copies an object within S3, a large one in parts: S3 itself reads the source.
 * @throws {CallRefused}
 */
export async function copyObject(
  source: At,
  target: At,
  size: number,
  { description, customerKey, sourceCustomerKey, metadataDirective }: CpRequest,
  session: S3Session,
): Promise<void> {
  const at = { Bucket: target.bucket, Key: target.key };
  const from = { CopySource: `${source.bucket}/${encodePath(source.key)}`, ...sourceCustomerKey };
  const parts = partsOf(size);
  if (parts === null) {
    const directive = metadataDirective === null ? {} : { MetadataDirective: metadataDirective };
    await session.call('CopyObject', { ...at, ...from, ...description, ...customerKey, ...directive });
    return;
  }
  await inParts(at, { ...description, ...customerKey }, session, async (upload) => {
    const etags: unknown[] = [];
    for (const [index, { from: first, to }] of parts.entries()) {
      const part = { PartNumber: index + 1, CopySourceRange: `bytes=${first}-${to - 1}` };
      const output = await session.call('UploadPartCopy', { ...at, ...upload, ...from, ...part, ...customerKey });
      etags.push((output.CopyPartResult as { readonly ETag?: unknown } | undefined)?.ETag);
    }
    return etags;
  });
}

function encodePath(key: string): string {
  return key.split('/').map(encodeURIComponent).join('/');
}
