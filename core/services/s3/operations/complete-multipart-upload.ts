import { concat, fromHex, toBase64, toHex } from '../../../crypto/bytes.ts';
import { S3Error } from '../../../errors/s3-errors.ts';
import { defineOperation, type HandleScope } from '../../../operations/operation.ts';
import { list, structure, type ValueOf } from '../../../operations/shape.ts';
import type { DataCipher } from '../../data-cipher.ts';
import type { Bucket } from '../bucket.ts';
import { type ChecksumAlgorithm, checksumMember, checksumOf } from '../checksum.ts';
import { checkWrite } from '../conditions.ts';
import { customerKeyOf, type EncryptionInput } from '../encryption-choice.ts';
import { checkSize } from '../object-input.ts';
import type { StoredObject, Upload, UploadedPart } from '../stored-object.ts';
import { onBehalfOf } from '../write-object.ts';
import { bucketOf, objectTarget } from './find-bucket.ts';
import { uploadOf } from './find-upload.ts';
import { keyOutput, quoted, sseOutput } from './object-output.ts';
import { S3_RECORD } from './record-rules.ts';
import * as shapes from './shapes.ts';

/** All parts but the last have at least so many bytes. Source: S3 User Guide, "Amazon S3 multipart upload limits". */
const LEAST_PART_BYTES = 5 * 1024 * 1024;

const MultipartUpload = structure({}, { Parts: list(shapes.CompletedPart) });

/** Opens the data key only where there are checksums, which lie sealed. Source: as below, "Permissions". */
export const completeMultipartUpload = defineOperation({
  service: 's3',
  name: 'CompleteMultipartUpload',
  summary: 'Makes an object of the parts that you list.',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html',
  input: structure(
    { Bucket: shapes.Bucket, Key: shapes.Key, UploadId: shapes.UploadId },
    {
      MultipartUpload,
      ...shapes.checksums,
      ChecksumType: shapes.ChecksumType,
      ...shapes.customerKey,
      ...shapes.conditions,
      ...shapes.owner,
    },
  ),
  readOnly: false,
  mutates: true,
  crossAccount: true,
  isDataEvent: true,
  conditionInput: ({ SSECustomerKey: _, ...rest }) => rest,
  record: S3_RECORD,
  find: (input, scope) => [objectTarget(bucketOf(input, scope), input.Key, 's3:PutObject')],
  check(input, scope) {
    const parts = partsListed(uploadOf(input, scope), input.MultipartUpload);
    checkSize(parts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0));
    checkWrite(input, scope.world.objects.get(input.Bucket)?.get(input.Key));
  },
  async handle(input, scope) {
    const { at, primitives } = scope;
    const bucket = bucketOf(input, scope);
    const upload = uploadOf(input, scope);
    const { uploadId, key, dataId, headers, metadata, encryption } = upload;
    const parts = partsListed(upload, input.MultipartUpload);
    const checksum = await checksumOfAll(upload, parts, bucket, input, scope);
    const object: StoredObject = {
      key,
      dataId,
      sizeBytes: parts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
      etag: `${toHex(primitives.md5(concat(...parts.map(({ etag }) => fromHex(etag)))))}-${parts.length}`,
      lastModified: Math.floor(at / 1000) * 1000,
      headers,
      metadata,
      encryption,
      parts: parts.map(({ partNumber, sizeBytes, blocks }) => ({ partNumber, sizeBytes, blocks })),
      checksum: checksum?.stored ?? null,
    };
    return {
      output: {
        Location: `http://${bucket.name}.s3.${bucket.region}.amazonaws.com/${encodeURIComponent(key)}`,
        Bucket: bucket.name,
        Key: key,
        ETag: quoted(object.etag),
        ...checksum?.output,
        ...sseOutput(encryption),
        ...(encryption.kind === 'sse-c' ? {} : keyOutput(encryption)),
      },
      facts: [
        { type: 'objectPut', bucket: bucket.name, object },
        { type: 'uploadEnded', uploadId },
      ],
    };
  },
});

/** The parts that the object is to have. @throws {S3Error} for one that isn't there, is out of order, or too small */
function partsListed(
  upload: Upload,
  { Parts: listed = [] }: ValueOf<typeof MultipartUpload> = {},
): readonly UploadedPart[] {
  if (listed.length === 0) {
    throw new S3Error('InvalidRequest', 'You must specify at least one part', 'bad-part');
  }
  let before = 0;
  const parts = listed.map(({ PartNumber: number = 0, ETag: etag = '' }) => {
    if (number <= before) {
      const message = 'The list of parts was not in ascending order. Parts must be ordered by part number.';
      throw new S3Error('InvalidPartOrder', message, 'bad-part', { UploadId: upload.uploadId });
    }
    before = number;
    const part = upload.parts.find(({ partNumber }) => partNumber === number);
    if (part !== undefined && etag.replaceAll('"', '') === part.etag) return part;
    throw new S3Error(
      'InvalidPart',
      "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
      'bad-part',
      { UploadId: upload.uploadId, PartNumber: String(number), ETag: etag.replaceAll('"', '') },
    );
  });
  const small = parts.slice(0, -1).find(({ sizeBytes }) => sizeBytes < LEAST_PART_BYTES);
  if (small === undefined) return parts;
  throw new S3Error('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size', 'bad-part', {
    ProposedSize: String(small.sizeBytes),
    MinSizeAllowed: String(LEAST_PART_BYTES),
    PartNumber: String(small.partNumber),
    ETag: small.etag,
  });
}

/** The object's own checksum, sealed and as the answer tells it; null where the upload has none. */
async function checksumOfAll(
  upload: Upload,
  parts: readonly UploadedPart[],
  bucket: Bucket,
  input: EncryptionInput & Readonly<Record<string, unknown>>,
  scope: HandleScope,
) {
  if (upload.checksum === null) return null;
  const { key, dataId, encryption } = upload;
  const { algorithm, type } = upload.checksum;
  const customerKey = customerKeyOf(input, scope);
  if (encryption.kind === 'sse-c' && customerKey === null) {
    const message =
      'Requests specifying Server Side Encryption with Customer provided keys must provide a valid encryption algorithm.';
    throw new S3Error('InvalidArgument', message, 'customer-key-missing');
  }
  const cipher = await scope.s3.keys.open(encryption, { bucket, key, dataId }, customerKey, onBehalfOf(scope, bucket));
  const value =
    type === 'COMPOSITE'
      ? await ofParts(algorithm, parts, cipher, dataId, scope)
      : await checksumOf(algorithm, await allBytes(parts, cipher, dataId, scope), scope);
  const member = checksumMember(algorithm);
  const told = `${toBase64(value)}${type === 'COMPOSITE' ? `-${parts.length}` : ''}`;
  const given = input[member];
  if (given !== undefined && given !== told && given !== toBase64(value)) {
    const message = `The ${algorithm} you specified did not match the calculated checksum.`;
    throw new S3Error('BadDigest', message, 'bad-digest');
  }
  const sealed = await scope.s3.sealChecksum(cipher, dataId, value);
  return { stored: { algorithm, type, sealed }, output: { [member]: told, ChecksumType: type } };
}

/** The checksum of the parts' checksums. @throws {S3Error} where a part has none of that kind */
async function ofParts(
  algorithm: ChecksumAlgorithm,
  parts: readonly UploadedPart[],
  cipher: DataCipher,
  dataId: string,
  scope: HandleScope,
) {
  const values = [];
  for (const { checksum, partNumber } of parts) {
    if (checksum?.algorithm !== algorithm) {
      throw new S3Error(
        'InvalidRequest',
        `The upload was created using a ${algorithm.toLowerCase()} checksum. The complete request must include the checksum for each part. It was missing for part ${partNumber} in the request.`,
        'bad-digest',
      );
    }
    values.push(await scope.s3.openChecksum(cipher, dataId, checksum.sealed));
  }
  return checksumOf(algorithm, concat(...values), scope);
}

function allBytes(parts: readonly UploadedPart[], cipher: DataCipher, dataId: string, { s3 }: HandleScope) {
  const size = parts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return s3.read(cipher, { dataId, parts }, { from: 0, to: size });
}
