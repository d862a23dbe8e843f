import { toBase64, toHex } from '../../../crypto/bytes.ts';
import { S3Error } from '../../../errors/s3-errors.ts';
import { defineOperation, type HandleScope } from '../../../operations/operation.ts';
import { string, structure } from '../../../operations/shape.ts';
import { checkContentMd5, checkedChecksum, checksumMember, clientChecksum } from '../checksum.ts';
import { isCustomersKey } from '../customer-key.ts';
import { customerKeyOf, type EncryptionInput } from '../encryption-choice.ts';
import { checkSize, checkSseCIsTaken } from '../object-input.ts';
import type { Upload, UploadedPart } from '../stored-object.ts';
import { onBehalfOf } from '../write-object.ts';
import { bucketOf, objectTarget } from './find-bucket.ts';
import { uploadOf } from './find-upload.ts';
import { keyOutput, quoted, sseOutput } from './object-output.ts';
import { S3_RECORD } from './record-rules.ts';
import * as shapes from './shapes.ts';

const NOTHING = new Uint8Array(0);

/** Needs kms:Decrypt: the upload's data key is opened for each part. Source: as below, "Permissions". */
export const uploadPart = defineOperation({
  service: 's3',
  name: 'UploadPart',
  summary: 'Uploads one part of an object, under the encryption of its upload.',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html',
  input: structure(
    { Bucket: shapes.Bucket, Key: shapes.Key, PartNumber: shapes.PartNumber, UploadId: shapes.UploadId },
    {
      Body: shapes.Body,
      ContentMD5: string(),
      ...shapes.customerKey,
      ChecksumAlgorithm: shapes.ChecksumAlgorithm,
      ...shapes.checksums,
      ...shapes.owner,
    },
  ),
  readOnly: false,
  mutates: true,
  crossAccount: true,
  isDataEvent: true,
  conditionInput: ({ Body: _, SSECustomerKey: __, ...rest }) => rest,
  record: S3_RECORD,
  find: (input, scope) => [objectTarget(bucketOf(input, scope), input.Key, 's3:PutObject')],
  check(input, scope) {
    const { request, targets } = scope;
    const upload = uploadOf(input, scope);
    checkSize((input.Body ?? NOTHING).length);
    const resourceArn = targets[0]?.resourceArn ?? '';
    const bucket = bucketOf(input, scope);
    checkSseCIsTaken(input, bucket, { principalArn: request.principal.arn, action: 's3:PutObject', resourceArn });
    checkPartKey(upload, input, scope);
  },
  async handle(input, scope) {
    const { s3, ids, at, primitives } = scope;
    const bucket = bucketOf(input, scope);
    const upload = uploadOf(input, scope);
    const { key, dataId, encryption } = upload;
    const bytes = input.Body ?? NOTHING;
    checkContentMd5(input.ContentMD5, bytes, scope);
    const given = clientChecksum(input);
    const value = given === null ? null : await checkedChecksum(given, bytes, scope);
    const customerKey = customerKeyOf(input, scope);
    const cipher = await s3.keys.open(encryption, { bucket, key, dataId }, customerKey, onBehalfOf(scope, bucket));
    const part: UploadedPart = {
      ...(await s3.write(cipher, dataId, input.PartNumber, bytes)),
      etag: encryption.kind === 'sse-s3' ? toHex(primitives.md5(bytes)) : ids.hex(32),
      lastModified: Math.floor(at / 1000) * 1000,
      checksum:
        given === null || value === null
          ? null
          : {
              algorithm: given.algorithm,
              type: 'FULL_OBJECT',
              sealed: await s3.sealChecksum(cipher, dataId, value),
            },
    };
    return {
      output: {
        ...sseOutput(encryption),
        ETag: quoted(part.etag),
        ...(given === null || value === null ? {} : { [checksumMember(given.algorithm)]: toBase64(value) }),
        ...keyOutput(encryption),
      },
      facts: [{ type: 'partUploaded', uploadId: upload.uploadId, part }],
      additionalEventData: { bytesTransferredIn: bytes.length, bytesTransferredOut: 0 },
    };
  },
});

/** @throws {S3Error} where a part brings another key than its upload, or one of the two brings none */
function checkPartKey({ encryption }: Upload, input: EncryptionInput, scope: HandleScope): void {
  const key = customerKeyOf(input, scope);
  if ((encryption.kind === 'sse-c') !== (key !== null)) {
    throw new S3Error(
      'InvalidRequest',
      'The multipart upload initiate requested encryption. Subsequent part requests must include the appropriate encryption parameters.',
      'customer-key-missing',
    );
  }
  if (encryption.kind !== 'sse-c' || key === null || isCustomersKey(encryption, key, scope)) return;
  throw new S3Error(
    'InvalidRequest',
    'The provided encryption parameters did not match the ones used originally.',
    'wrong-customer-key',
  );
}
