import { defineOperation } from '../../../operations/operation.ts';
import { structure } from '../../../operations/shape.ts';
import { anyBucketOf, bucketTarget } from './find-bucket.ts';
import { S3_READ_RECORD } from './record-rules.ts';
import { Bucket, owner } from './shapes.ts';

export const getBucketLocation = defineOperation({
  service: 's3',
  name: 'GetBucketLocation',
  summary: 'Tells the Region of a bucket; nothing for us-east-1.',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html',
  input: structure({ Bucket }, owner),
  readOnly: true,
  mutates: false,
  crossAccount: true,
  record: S3_READ_RECORD,
  find: (input, scope) => [bucketTarget(anyBucketOf(input, scope), 's3:GetBucketLocation')],
  handle(input, scope) {
    const { region } = anyBucketOf(input, scope);
    return { output: { LocationConstraint: region === 'us-east-1' ? null : region } };
  },
});
