import { defineOperation } from '../../../operations/operation.ts';
import { structure } from '../../../operations/shape.ts';
import { ruleOf } from '../bucket-encryption-rules.ts';
import { bucketOf, bucketTarget } from './find-bucket.ts';
import { S3_READ_RECORD } from './record-rules.ts';
import { Bucket, owner } from './shapes.ts';

export const getBucketEncryption = defineOperation({
  service: 's3',
  name: 'GetBucketEncryption',
  summary: 'Tells the default encryption of a bucket, which every bucket has.',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketEncryption.html',
  input: structure({ Bucket }, owner),
  readOnly: true,
  mutates: false,
  record: S3_READ_RECORD,
  find: (input, scope) => [bucketTarget(bucketOf(input, scope), 's3:GetEncryptionConfiguration')],
  handle(input, scope) {
    const { encryption } = bucketOf(input, scope);
    return { output: { ServerSideEncryptionConfiguration: { Rules: [ruleOf(encryption)] } } };
  },
});
