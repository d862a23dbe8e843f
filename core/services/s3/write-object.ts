import { toHex } from '../../crypto/bytes.ts';
import type { HandleScope } from '../../operations/operation.ts';
import type { Bytes } from '../../ports.ts';
import type { Bucket } from './bucket.ts';
import type { ComputedChecksum } from './checksum.ts';
import type { EncryptionChoice } from './encryption-choice.ts';
import type { OnBehalfOf } from './s3-kms.ts';
import type { StoredObject } from './stored-object.ts';

/** An object that is to be, whole. */
export interface NewObject extends Pick<StoredObject, 'key' | 'headers' | 'metadata'> {
  readonly bucket: Bucket;
  readonly bytes: Bytes;
  readonly choice: EncryptionChoice;
  readonly checksum: ComputedChecksum | null;
}

/** The caller, as whom S3 asks KMS. */
export function onBehalfOf({ request, requestId }: HandleScope, { region }: Bucket): OnBehalfOf {
  const { principal, session } = request;
  return { principal, ...(session === undefined ? {} : { session }), requestId, region };
}

/**
 * Encrypts an object that came in one request, and puts its data on the disk.
 * @throws {S3Error} what KMS refused; nothing is then written
 */
export async function writeObject(scope: HandleScope, object: NewObject): Promise<StoredObject> {
  const { s3, ids, at, primitives } = scope;
  const { bucket, key, bytes, choice, checksum, headers, metadata } = object;
  const dataId = ids.hex(32);
  const { encryption, cipher } = await s3.keys.make(choice, { bucket, key, dataId }, onBehalfOf(scope, bucket));
  return {
    key,
    dataId,
    sizeBytes: bytes.length,
    // Only what S3 itself encrypts has the MD5 of its data for an ETag. Source: S3 API Reference, Object.
    etag: choice.kind === 'sse-s3' ? toHex(primitives.md5(bytes)) : ids.hex(32),
    lastModified: Math.floor(at / 1000) * 1000,
    headers,
    metadata,
    encryption,
    parts: [await s3.write(cipher, dataId, 1, bytes)],
    checksum:
      checksum === null
        ? null
        : {
            algorithm: checksum.algorithm,
            type: 'FULL_OBJECT',
            sealed: await s3.sealChecksum(cipher, dataId, checksum.value),
          },
  };
}
