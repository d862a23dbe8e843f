import { defineOperation } from '../../../operations/operation.ts';
import { structure } from '../../../operations/shape.ts';
import { bucketOf, objectTarget } from './find-bucket.ts';
import { uploadOf } from './find-upload.ts';
import { S3_RECORD } from './record-rules.ts';
import { Bucket, Key, owner, UploadId } from './shapes.ts';

export const abortMultipartUpload = defineOperation({
  service: 's3',
  name: 'AbortMultipartUpload',
  summary: 'Gives up an upload in parts, and what was uploaded of it.',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html',
  input: structure({ Bucket, Key, UploadId }, owner),
  readOnly: false,
  mutates: true,
  crossAccount: true,
  isDataEvent: true,
  record: S3_RECORD,
  find: (input, scope) => [objectTarget(bucketOf(input, scope), input.Key, 's3:AbortMultipartUpload')],
  handle: (input, scope) => ({
    output: {},
    facts: [{ type: 'uploadEnded', uploadId: uploadOf(input, scope).uploadId }],
  }),
});
