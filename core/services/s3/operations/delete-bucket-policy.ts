import { defineOperation } from '../../../operations/operation.ts';
import { structure } from '../../../operations/shape.ts';
import { bucketOf } from './find-bucket.ts';
import { checkIsOwner, policyTarget } from './policy-target.ts';
import { S3_RECORD } from './record-rules.ts';
import { Bucket, owner } from './shapes.ts';

export const deleteBucketPolicy = defineOperation({
  service: 's3',
  name: 'DeleteBucketPolicy',
  summary: 'Takes the policy off a bucket.',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketPolicy.html',
  input: structure({ Bucket }, owner),
  readOnly: false,
  mutates: true,
  record: S3_RECORD,
  find: (input, scope) => [policyTarget(bucketOf(input, scope), 's3:DeleteBucketPolicy', scope)],
  check: (input, scope) => checkIsOwner(bucketOf(input, scope), scope),
  handle(input, scope) {
    const { name: bucket, policy } = bucketOf(input, scope);
    return { output: {}, facts: policy === null ? [] : [{ type: 'bucketPolicyPut', bucket, policy: null }] };
  },
});
