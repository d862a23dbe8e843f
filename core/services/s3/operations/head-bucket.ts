import { defineOperation } from '../../../operations/operation.ts';
import { structure } from '../../../operations/shape.ts';
import { bucketOf, bucketTarget } from './find-bucket.ts';
import { S3_READ_RECORD } from './record-rules.ts';
import { Bucket, owner } from './shapes.ts';

export const headBucket = defineOperation({
  service: 's3',
  name: 'HeadBucket',
  summary: 'Tells whether a bucket is there, and whether you may list it.',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html',
  input: structure({ Bucket }, owner),
  readOnly: true,
  mutates: false,
  crossAccount: true,
  record: S3_READ_RECORD,
  find: (input, scope) => [bucketTarget(bucketOf(input, scope), 's3:ListBucket')],
  handle: (input, scope) => ({ output: { BucketRegion: bucketOf(input, scope).region } }),
});
