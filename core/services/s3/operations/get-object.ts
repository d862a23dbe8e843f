import { toBase64 } from '../../../crypto/bytes.ts';
import { defineOperation, type HandleScope } from '../../../operations/operation.ts';
import { oneOf, string, structure } from '../../../operations/shape.ts';
import type { DataCipher } from '../../data-cipher.ts';
import type { Bucket } from '../bucket.ts';
import { checksumMember } from '../checksum.ts';
import { checkRead } from '../conditions.ts';
import { type CustomerKey, checkCustomerKey } from '../customer-key.ts';
import { customerKeyOf } from '../encryption-choice.ts';
import { readRange } from '../range.ts';
import type { StoredObject } from '../stored-object.ts';
import { onBehalfOf } from '../write-object.ts';
import { bucketOf, objectIn, readTargets } from './find-bucket.ts';
import { headersOutput, keyOutput, quoted, sseOutput, wholeSeconds } from './object-output.ts';
import { S3_READ_RECORD } from './record-rules.ts';
import * as shapes from './shapes.ts';

export const getObject = defineOperation({
  service: 's3',
  name: 'GetObject',
  summary: 'Gives an object, or a range of its bytes, decrypted.',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html',
  input: structure(
    { Bucket: shapes.Bucket, Key: shapes.Key },
    {
      Range: string(),
      ...shapes.customerKey,
      ChecksumMode: oneOf(['ENABLED']),
      ...shapes.conditions,
      ...shapes.owner,
    },
  ),
  readOnly: true,
  mutates: false,
  crossAccount: true,
  isDataEvent: true,
  outputFile: 'Body',
  conditionInput: ({ SSECustomerKey: _, ...rest }) => rest,
  record: S3_READ_RECORD,
  find: (input, scope) => readTargets(bucketOf(input, scope), input.Key, scope),
  check(input, scope) {
    const object = objectIn(scope, bucketOf(input, scope), input.Key);
    checkRead(input, object);
    readRange(input.Range, object.sizeBytes);
  },
  async handle(input, scope) {
    const bucket = bucketOf(input, scope);
    const object = objectIn(scope, bucket, input.Key);
    const cipher = await openObject(scope, bucket, object, customerKeyOf(input, scope));
    const range = readRange(input.Range, object.sizeBytes);
    const { from, to } = range ?? { from: 0, to: object.sizeBytes };
    const bytes = await scope.s3.read(cipher, object, { from, to });
    const withChecksum = input.ChecksumMode === 'ENABLED' && range === null;
    return {
      output: {
        AcceptRanges: 'bytes',
        LastModified: wholeSeconds(object.lastModified),
        ContentLength: bytes.length,
        ETag: quoted(object.etag),
        ...(withChecksum ? await checksumOutput(scope, cipher, object) : {}),
        ...(range === null ? {} : { ContentRange: `bytes ${from}-${to - 1}/${object.sizeBytes}` }),
        ...headersOutput(object),
        ...sseOutput(object.encryption),
        Metadata: object.metadata,
        ...keyOutput(object.encryption),
        Body: bytes,
      },
      additionalEventData: { bytesTransferredIn: 0, bytesTransferredOut: bytes.length },
    };
  },
});

/** Opens an object's data key, as the caller. @throws {S3Error} what KMS refused, or for another key than the customer's */
export async function openObject(
  scope: HandleScope,
  bucket: Bucket,
  { key, dataId, encryption }: StoredObject,
  customerKey: CustomerKey | null,
): Promise<DataCipher> {
  checkCustomerKey(encryption, customerKey, scope);
  return scope.s3.keys.open(encryption, { bucket, key, dataId }, customerKey, onBehalfOf(scope, bucket));
}

/** The checksum that an object has, as an answer tells it; nothing where it has none. */
export async function checksumOutput(
  { s3 }: HandleScope,
  cipher: DataCipher,
  { dataId, checksum, parts }: Pick<StoredObject, 'dataId' | 'checksum' | 'parts'>,
): Promise<Readonly<Record<string, string>>> {
  if (checksum === null) return {};
  const value = toBase64(await s3.openChecksum(cipher, dataId, checksum.sealed));
  const ofParts = checksum.type === 'COMPOSITE' ? `-${parts.length}` : '';
  return { [checksumMember(checksum.algorithm)]: `${value}${ofParts}`, ChecksumType: checksum.type };
}
