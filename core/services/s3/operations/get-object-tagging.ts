import { defineOperation } from '../../../operations/operation.ts';
import { structure } from '../../../operations/shape.ts';
import { bucketOf, objectIn, objectTarget } from './find-bucket.ts';
import { S3_READ_RECORD } from './record-rules.ts';
import { Bucket, Key, owner } from './shapes.ts';

/** Simplified: objects of the lab have no tags. The AWS CLI asks for them before it copies a large object. */
export const getObjectTagging = defineOperation({
  service: 's3',
  name: 'GetObjectTagging',
  summary: "Tells an object's tags: none.",
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectTagging.html',
  input: structure({ Bucket, Key }, owner),
  readOnly: true,
  mutates: false,
  crossAccount: true,
  isDataEvent: true,
  record: S3_READ_RECORD,
  find: (input, scope) => [objectTarget(bucketOf(input, scope), input.Key, 's3:GetObjectTagging')],
  check(input, scope) {
    objectIn(scope, bucketOf(input, scope), input.Key);
  },
  handle: () => ({ output: { TagSet: [] } }),
});
