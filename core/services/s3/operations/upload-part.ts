import { defineOperation } from '../../../operations/operation.ts';
import { string, structure } from '../../../operations/shape.ts';
import { checkSize, checkSseCIsTaken } from '../object-input.ts';
import { bodyOf, receiveBody } from '../received-body.ts';
import { bucketOf, objectTarget } from './find-bucket.ts';
import { uploadOf } from './find-upload.ts';
import { checksumOutput, keyOutput, quoted, sseOutput } from './object-output.ts';
import { S3_RECORD } from './record-rules.ts';
import * as shapes from './shapes.ts';
import { partKeyOf, writePart } from './uploaded-part.ts';

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
    uploadOf(input, scope);
    checkSize(bodyOf(input).length);
    const resourceArn = targets[0]?.resourceArn ?? '';
    const bucket = bucketOf(input, scope);
    checkSseCIsTaken(input, bucket, { principalArn: request.principal.arn, action: 's3:PutObject', resourceArn });
  },
  async handle(input, scope) {
    const bucket = bucketOf(input, scope);
    const upload = uploadOf(input, scope);
    const customerKey = partKeyOf(upload, input, scope);
    const { bytes, checksum } = await receiveBody(input, scope);
    const content = { number: input.PartNumber, bytes, checksum };
    const part = await writePart(scope, { bucket, upload }, content, customerKey);
    return {
      output: {
        ...sseOutput(upload.encryption),
        ETag: quoted(part.etag),
        ...checksumOutput(checksum),
        ...keyOutput(upload.encryption),
      },
      facts: [{ type: 'partUploaded', uploadId: upload.uploadId, part }],
      additionalEventData: { bytesTransferredIn: bytes.length, bytesTransferredOut: 0 },
    };
  },
});
