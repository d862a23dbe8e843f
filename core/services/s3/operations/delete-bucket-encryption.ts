import { defineOperation } from '../../../operations/operation.ts';
import { structure } from '../../../operations/shape.ts';
import { INITIAL_ENCRYPTION } from '../bucket.ts';
import { bucketOf, bucketTarget } from './find-bucket.ts';
import { S3_RECORD } from './record-rules.ts';
import { Bucket, owner } from './shapes.ts';

/** AWS does not say what becomes of blocked types; here they stay. */
export const deleteBucketEncryption = defineOperation({
  service: 's3',
  name: 'DeleteBucketEncryption',
  summary: 'Sets the default encryption of a bucket back to SSE-S3.',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketEncryption.html',
  input: structure({ Bucket }, owner),
  readOnly: false,
  mutates: true,
  record: S3_RECORD,
  find: (input, scope) => [bucketTarget(bucketOf(input, scope), 's3:PutEncryptionConfiguration')],
  handle(input, scope) {
    const { name: bucket, encryption: before } = bucketOf(input, scope);
    const encryption = { ...INITIAL_ENCRYPTION, blocksSseC: before.blocksSseC };
    return { output: {}, facts: [{ type: 'bucketEncryptionPut', bucket, encryption }] };
  },
});
