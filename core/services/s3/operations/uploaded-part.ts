import { toHex } from '../../../crypto/bytes.ts';
import { S3Error } from '../../../errors/s3-errors.ts';
import type { HandleScope } from '../../../operations/operation.ts';
import type { Bytes } from '../../../ports.ts';
import type { Bucket } from '../bucket.ts';
import type { ComputedChecksum } from '../checksum.ts';
import { type CustomerKey, isCustomersKey } from '../customer-key.ts';
import { customerKeyOf, type EncryptionInput } from '../encryption-choice.ts';
import type { Upload, UploadedPart } from '../stored-object.ts';
import { onBehalfOf } from '../write-object.ts';

/** Encrypts and keeps one part, under the data key of its upload. @throws {S3Error} what KMS refused */
export async function writePart(
  scope: HandleScope,
  { bucket, upload }: { readonly bucket: Bucket; readonly upload: Upload },
  part: {
    readonly number: number;
    readonly bytes: Bytes;
    readonly checksum: ComputedChecksum | null;
  },
  customerKey: CustomerKey | null,
): Promise<UploadedPart> {
  const { s3, ids, at, primitives } = scope;
  const { key, dataId, encryption } = upload;
  const { number, bytes, checksum } = part;
  const cipher = await s3.keys.open(encryption, { bucket, key, dataId }, customerKey, onBehalfOf(scope, bucket));
  return {
    ...(await s3.write(cipher, dataId, number, bytes)),
    etag: encryption.kind === 'sse-s3' ? toHex(primitives.md5(bytes)) : ids.hex(32),
    lastModified: Math.floor(at / 1000) * 1000,
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

/**
 * The customer's key that a part brings; null for none.
 * @throws {S3Error} where it is another than that of the upload, or one of the two has none
 */
export function partKeyOf({ encryption }: Upload, input: EncryptionInput, scope: HandleScope): CustomerKey | null {
  const key = customerKeyOf(input, scope);
  if ((encryption.kind === 'sse-c') !== (key !== null)) {
    throw new S3Error(
      'InvalidRequest',
      'The multipart upload initiate requested encryption. Subsequent part requests must include the appropriate encryption parameters.',
      'customer-key-missing',
    );
  }
  if (encryption.kind !== 'sse-c' || key === null || isCustomersKey(encryption, key, scope)) return key;
  throw new S3Error(
    'InvalidRequest',
    'The provided encryption parameters did not match the ones used originally.',
    'wrong-customer-key',
  );
}
