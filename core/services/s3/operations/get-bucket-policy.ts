import { formatPolicy } from '../../../access/policy.ts';
import { partitionOf } from '../../../cloud/regions.ts';
import { S3Error } from '../../../errors/s3-errors.ts';
import { defineOperation, type Scope } from '../../../operations/operation.ts';
import { structure } from '../../../operations/shape.ts';
import type { Bucket as S3Bucket } from '../bucket.ts';
import { bucketOf } from './find-bucket.ts';
import { checkIsOwner, policyTarget } from './policy-target.ts';
import { S3_READ_RECORD } from './record-rules.ts';
import { Bucket, owner } from './shapes.ts';

export const getBucketPolicy = defineOperation({
  service: 's3',
  name: 'GetBucketPolicy',
  summary: 'Prints the policy of a bucket.',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicy.html',
  input: structure({ Bucket }, owner),
  readOnly: true,
  mutates: false,
  record: S3_READ_RECORD,
  find: (input, scope) => [policyTarget(bucketOf(input, scope), 's3:GetBucketPolicy', scope)],
  check(input, scope) {
    const bucket = bucketOf(input, scope);
    checkIsOwner(bucket, scope);
    if (bucket.policy !== null) return;
    const message = 'The bucket policy does not exist';
    throw new S3Error('NoSuchBucketPolicy', message, 'no-such-bucket-policy', { BucketName: bucket.name });
  },
  handle: (input, scope) => ({ output: { Policy: textOf(bucketOf(input, scope), scope) } }),
});

/** On one line, as S3 gives it; who has been deleted stands there by unique id. */
function textOf({ policy, region }: S3Bucket, { world }: Scope): string {
  if (policy === null) throw new Error('a bucket without a policy was to show it');
  return JSON.stringify(JSON.parse(formatPolicy(policy, partitionOf(region), (arn) => world.idOf(arn))));
}
