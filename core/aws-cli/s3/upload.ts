import type { LineFiles } from '../param-file.ts';
import { generalError } from '../usage-error.ts';
import { guessType } from './guess-type.ts';
import type { CpRequest } from './parse-s3.ts';
import { partsOf } from './parts.ts';
import { CallRefused, type S3Session } from './s3-session.ts';

/** Uploads a file, a large one in parts. @throws {CallRefused}; {CliUsageError} where there is no such file */
export async function upload(
  name: string,
  { bucket, key }: { readonly bucket: string; readonly key: string },
  { description, guessesType, customerKey }: CpRequest,
  session: S3Session,
  files: LineFiles,
): Promise<void> {
  const bytes = files.read(name);
  if (bytes === undefined) throw generalError(`[Errno 21] Is a directory: '${name}'`);
  const at = { Bucket: bucket, Key: key };
  const type = guessesType && description.ContentType === undefined ? guessType(name) : null;
  const described = { ...description, ...(type === null ? {} : { ContentType: type }), ...customerKey };
  const parts = partsOf(bytes.length);
  if (parts === null) {
    await session.call('PutObject', { ...at, Body: Uint8Array.from(bytes), ...described });
    return;
  }
  await inParts(at, described, session, async (upload) => {
    const etags: unknown[] = [];
    for (const [index, { from, to }] of parts.entries()) {
      const body = { Body: Uint8Array.from(bytes.subarray(from, to)), PartNumber: index + 1 };
      const { ETag } = await session.call('UploadPart', { ...at, ...upload, ...body, ...customerKey });
      etags.push(ETag);
    }
    return etags;
  });
}

/**
 * An upload in parts, which is given up when one of them fails.
 * @param send - sends them all, and gives their ETags in order
 * @throws {CallRefused}
 */
export async function inParts(
  at: { readonly Bucket: string; readonly Key: string },
  described: Readonly<Record<string, unknown>>,
  session: S3Session,
  send: (upload: { readonly UploadId: unknown }) => Promise<readonly unknown[]>,
): Promise<void> {
  const { UploadId } = await session.call('CreateMultipartUpload', { ...at, ...described });
  try {
    const etags = await send({ UploadId });
    const parts = etags.map((ETag, index) => ({ ETag, PartNumber: index + 1 }));
    await session.call('CompleteMultipartUpload', { ...at, UploadId, MultipartUpload: { Parts: parts } });
  } catch (error) {
    await giveUp({ ...at, UploadId }, session);
    throw error;
  }
}

/** What is told is why the upload failed, not that its rest stays. */
async function giveUp(upload: Readonly<Record<string, unknown>>, session: S3Session): Promise<void> {
  try {
    await session.call('AbortMultipartUpload', upload);
  } catch (error) {
    if (!(error instanceof CallRefused)) throw error;
  }
}
