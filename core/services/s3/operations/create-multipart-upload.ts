import { defineOperation } from '../../../operations/operation.ts';
import { structure } from '../../../operations/shape.ts';
import type { ChecksumAlgorithm, ChecksumType } from '../checksum.ts';
import { chooseEncryption } from '../encryption-choice.ts';
import { checkDescription, checkSseCIsTaken, descriptionIn } from '../object-input.ts';
import { onBehalfOf } from '../write-object.ts';
import { bucketOf, objectTarget } from './find-bucket.ts';
import { contextOutput, keyOutput, sseOutput } from './object-output.ts';
import { S3_RECORD } from './record-rules.ts';
import * as shapes from './shapes.ts';

/** The one data key of all parts is made here; each part opens it again. Source: as below, "Permissions". */
export const createMultipartUpload = defineOperation({
  service: 's3',
  name: 'CreateMultipartUpload',
  summary: 'Begins an upload in parts; its encryption is chosen here.',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html',
  input: structure(
    { Bucket: shapes.Bucket, Key: shapes.Key },
    {
      ...shapes.description,
      ...shapes.encryption,
      ChecksumAlgorithm: shapes.ChecksumAlgorithm,
      ChecksumType: shapes.ChecksumType,
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
    const { request, targets } = scope;
    const bucket = bucketOf(input, scope);
    checkDescription(input);
    const resourceArn = targets[0]?.resourceArn ?? '';
    checkSseCIsTaken(input, bucket, { principalArn: request.principal.arn, action: 's3:PutObject', resourceArn });
  },
  async handle(input, scope) {
    const { s3, ids, at, request } = scope;
    const bucket = bucketOf(input, scope);
    const { choice, sseApplied } = chooseEncryption(input, bucket, scope);
    const dataId = ids.hex(32);
    const place = { bucket, key: input.Key, dataId };
    const { encryption } = await s3.keys.make(choice, place, onBehalfOf(scope, bucket));
    const checksum = checksumAsked(input.ChecksumAlgorithm, input.ChecksumType);
    const upload = {
      uploadId: ids.hex(64),
      bucket: bucket.name,
      key: input.Key,
      dataId,
      initiated: at,
      initiator: request.principal,
      encryption,
      checksum,
      ...descriptionIn(input),
    };
    return {
      output: {
        Bucket: bucket.name,
        Key: input.Key,
        UploadId: upload.uploadId,
        ...sseOutput(encryption),
        ...keyOutput(encryption),
        ...contextOutput(input),
        ...(checksum === null ? {} : { ChecksumAlgorithm: checksum.algorithm, ChecksumType: checksum.type }),
      },
      facts: [{ type: 'uploadCreated', upload }],
      additionalEventData: { SSEApplied: sseApplied },
    };
  },
});

/** CRC-64 is always of the whole object; the others are of the parts unless it is said. Source: S3 User Guide,
 * "Checking object integrity for data uploads", "Checksum types". */
function checksumAsked(algorithm: ChecksumAlgorithm | undefined, type: ChecksumType | undefined) {
  if (algorithm === undefined) return null;
  return { algorithm, type: type ?? (algorithm === 'CRC64NVME' ? 'FULL_OBJECT' : 'COMPOSITE') } as const;
}
