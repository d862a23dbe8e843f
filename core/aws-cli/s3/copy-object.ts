import { lookAt } from './download.ts';
import { type CpRequest, ofSource } from './parse-s3.ts';
import { partsOf } from './parts.ts';
import type { S3Session } from './s3-session.ts';
import { inParts } from './upload.ts';

type Output = Readonly<Record<string, unknown>>;

/** What `aws s3 cp` copies from one place in S3 to another. */
export interface ObjectToCopy {
  readonly bucket: string;
  readonly key: string;
  readonly size: number;
  /** What it says of itself, where it was asked already. */
  readonly head: Output | null;
}

/**
 * Copies an object within S3, a large one in parts: S3 itself reads the source. Then what the source says of itself comes
 * along only because the CLI asks for it.
 * @throws {CallRefused}
 * Source: AWS CLI Command Reference, `aws s3 cp`, `--copy-props`; observed on AWS CLI 2.9.19.
 */
export async function copyObject(
  source: ObjectToCopy,
  target: { readonly bucket: string; readonly key: string },
  request: CpRequest,
  session: S3Session,
): Promise<void> {
  const { description, customerKey, sourceCustomerKey } = request;
  const at = { Bucket: target.bucket, Key: target.key };
  const from = { CopySource: `${source.bucket}/${encodePath(source.key)}`, ...sourceCustomerKey };
  const parts = partsOf(source.size);
  if (parts === null) {
    await session.call('CopyObject', { ...at, ...from, ...description, ...customerKey, ...directiveOf(request) });
    return;
  }
  const described = { ...(await propertiesOf(source, request, session)), ...description, ...customerKey };
  await inParts(at, described, session, async (upload) => {
    const etags: unknown[] = [];
    for (const [index, { from: first, to }] of parts.entries()) {
      const part = { PartNumber: index + 1, CopySourceRange: `bytes=${first}-${to - 1}` };
      const output = await session.call('UploadPartCopy', { ...at, ...upload, ...from, ...part, ...customerKey });
      etags.push((output.CopyPartResult as { readonly ETag?: unknown } | undefined)?.ETag);
    }
    return etags;
  });
}

function directiveOf({ metadataDirective, copyProps }: CpRequest): { readonly MetadataDirective?: string } {
  if (metadataDirective !== null) return { MetadataDirective: metadataDirective };
  return copyProps === 'none' ? { MetadataDirective: 'REPLACE' } : {};
}

const PROPERTIES: readonly string[] = [
  'CacheControl',
  'ContentDisposition',
  'ContentEncoding',
  'ContentLanguage',
  'ContentType',
  'Metadata',
];

async function propertiesOf(
  { bucket, key, head }: ObjectToCopy,
  { copyProps, metadataDirective, sourceCustomerKey, sourceRegion }: CpRequest,
  session: S3Session,
): Promise<Output> {
  if (copyProps === 'none' || metadataDirective !== null) return {};
  const region = sourceRegion ?? session.region;
  const said = head ?? (await lookAt({ bucket, key }, ofSource(sourceCustomerKey), session, region));
  if (copyProps === 'default') await session.call('GetObjectTagging', { Bucket: bucket, Key: key }, region);
  return Object.fromEntries(Object.entries(said).filter(([name]) => PROPERTIES.includes(name)));
}

function encodePath(key: string): string {
  return key.split('/').map(encodeURIComponent).join('/');
}
