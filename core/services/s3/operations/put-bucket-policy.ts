import { isPublic } from '../../../access/public-policy.ts';
import { S3Error } from '../../../errors/s3-errors.ts';
import { defineOperation } from '../../../operations/operation.ts';
import { boolean, string, structure } from '../../../operations/shape.ts';
import { readBucketPolicy } from '../read-bucket-policy.ts';
import { bucketOf } from './find-bucket.ts';
import { checkIsOwner, policyTarget } from './policy-target.ts';
import { S3_RECORD } from './record-rules.ts';
import { Bucket, owner } from './shapes.ts';

/** Block Public Access is on for every new bucket. Source: S3 User Guide, "Blocking public access". */
export const putBucketPolicy = defineOperation({
  service: 's3',
  name: 'PutBucketPolicy',
  summary: 'Puts a policy onto a bucket: who may do what with it and its objects, from other accounts too.',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html',
  input: structure({ Bucket, Policy: string() }, { ConfirmRemoveSelfBucketAccess: boolean(), ...owner }),
  readOnly: false,
  mutates: true,
  record: {
    ...S3_RECORD,
    requestParameters: ({ Bucket: bucketName, Policy }) => ({ bucketName, bucketPolicy: parsedOrText(Policy) }),
  },
  find: (input, scope) => [policyTarget(bucketOf(input, scope), 's3:PutBucketPolicy', scope)],
  check(input, scope) {
    const { world, request, targets } = scope;
    const bucket = bucketOf(input, scope);
    checkIsOwner(bucket, scope);
    const policy = readBucketPolicy(input.Policy, bucket, (arn) => world.hasPrincipal(arn));
    if (!isPublic(policy)) return;
    throw new S3Error(
      'AccessDenied',
      `User: ${request.principal.arn} is not authorized to perform: s3:PutBucketPolicy on resource: "${targets[0]?.resourceArn}" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.`,
      'public-policy',
    );
  },
  handle: (input, scope) => ({
    output: {},
    facts: [{ type: 'bucketPolicyPut', bucket: bucketOf(input, scope).name, policy: input.Policy }],
  }),
});

/** The record has the policy as an object. Source: S3 User Guide, "Amazon S3 CloudTrail events". */
function parsedOrText(policy: string): unknown {
  try {
    return JSON.parse(policy);
  } catch {
    return policy;
  }
}
