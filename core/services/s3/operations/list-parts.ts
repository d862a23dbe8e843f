import { defineOperation } from '../../../operations/operation.ts';
import { integer, structure } from '../../../operations/shape.ts';
import { canonicalUserId } from '../canonical-user.ts';
import { bucketOf, objectTarget } from './find-bucket.ts';
import { uploadOf } from './find-upload.ts';
import { quoted, wholeSeconds } from './object-output.ts';
import { S3_READ_RECORD } from './record-rules.ts';
import * as shapes from './shapes.ts';

const MOST_PARTS = 1_000;

/** Simplified: the checksums of parts, which lie sealed, are not told. */
export const listParts = defineOperation({
  service: 's3',
  name: 'ListParts',
  summary: 'Lists what was uploaded so far of an upload in parts.',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html',
  input: structure(
    { Bucket: shapes.Bucket, Key: shapes.Key, UploadId: shapes.UploadId },
    {
      MaxParts: integer({ min: 0, modelMin: null }),
      PartNumberMarker: integer({ min: 0, modelMin: null }),
      ...shapes.customerKey,
      ...shapes.owner,
    },
  ),
  readOnly: true,
  mutates: false,
  crossAccount: true,
  isDataEvent: true,
  conditionInput: ({ SSECustomerKey: _, ...rest }) => rest,
  record: S3_READ_RECORD,
  find: (input, scope) => [objectTarget(bucketOf(input, scope), input.Key, 's3:ListMultipartUploadParts')],
  handle(input, scope) {
    const { accountId } = bucketOf(input, scope);
    const { uploadId, bucket, key, parts, initiator, checksum } = uploadOf(input, scope);
    const after = input.PartNumberMarker ?? 0;
    const most = Math.min(input.MaxParts ?? MOST_PARTS, MOST_PARTS);
    const rest = parts.filter(({ partNumber }) => partNumber > after);
    const page = rest.slice(0, most);
    const ownerId = canonicalUserId(accountId, scope.primitives);
    return {
      output: {
        Bucket: bucket,
        Key: key,
        UploadId: uploadId,
        PartNumberMarker: after,
        NextPartNumberMarker: page.at(-1)?.partNumber ?? 0,
        MaxParts: most,
        IsTruncated: page.length < rest.length,
        ...(page.length === 0
          ? {}
          : {
              Parts: page.map(({ partNumber, lastModified, etag, sizeBytes }) => ({
                PartNumber: partNumber,
                LastModified: wholeSeconds(lastModified),
                ETag: quoted(etag),
                Size: sizeBytes,
              })),
            }),
        Initiator: { ID: initiator.arn, DisplayName: initiator.arn },
        Owner: { ID: ownerId },
        StorageClass: 'STANDARD',
        ...(checksum === null ? {} : { ChecksumAlgorithm: checksum.algorithm, ChecksumType: checksum.type }),
      },
    };
  },
});
