import { defineOperation } from '../../../operations/operation.ts';
import { structure } from '../../../operations/shape.ts';
import { encryptionOf } from '../bucket-encryption-rules.ts';
import { bucketOf, bucketTarget } from './find-bucket.ts';
import { S3_RECORD } from './record-rules.ts';
import { Bucket, EncryptionConfiguration, owner } from './shapes.ts';

export const putBucketEncryption = defineOperation({
  service: 's3',
  name: 'PutBucketEncryption',
  summary: "Sets how new objects of a bucket are encrypted whose upload doesn't say, and what uploads may not ask for.",
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketEncryption.html',
  input: structure({ Bucket, ServerSideEncryptionConfiguration: EncryptionConfiguration }, owner),
  readOnly: false,
  mutates: true,
  record: S3_RECORD,
  find: (input, scope) => [bucketTarget(bucketOf(input, scope), 's3:PutEncryptionConfiguration')],
  handle(input, scope) {
    const bucket = bucketOf(input, scope);
    const encryption = encryptionOf(input.ServerSideEncryptionConfiguration.Rules, bucket.encryption);
    return { output: {}, facts: [{ type: 'bucketEncryptionPut', bucket: bucket.name, encryption }] };
  },
});
