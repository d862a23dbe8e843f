import { s3Arn } from '../../../cloud/arn.ts';
import { parseRegion, type Region } from '../../../cloud/regions.ts';
import { S3Error } from '../../../errors/s3-errors.ts';
import { iamTarget } from '../../../operations/find-key.ts';
import { defineOperation, type Scope } from '../../../operations/operation.ts';
import { string, structure } from '../../../operations/shape.ts';
import { checkAcl } from '../acl.ts';
import { checkBucketName } from '../bucket-names.ts';
import { S3_RECORD } from './record-rules.ts';
import { Bucket } from './shapes.ts';

/** The Region that needs no constraint, and takes any: its endpoint was once the only one. */
const FIRST_REGION = 'us-east-1';
const BYTES_OF_OWNED_KEY = 32;

export const createBucket = defineOperation({
  service: 's3',
  name: 'CreateBucket',
  summary: 'Makes a bucket, encrypted with SSE-S3 until you say otherwise.',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html',
  input: structure(
    { Bucket },
    { ACL: string(), CreateBucketConfiguration: structure({}, { LocationConstraint: string() }) },
  ),
  readOnly: false,
  mutates: true,
  record: S3_RECORD,
  find: (input, scope) => [iamTarget(scope, 's3:CreateBucket', s3Arn(scope.request.region, input.Bucket))],
  check(input, scope) {
    checkBucketName(input.Bucket);
    checkAcl(input.ACL);
    const region = regionOf(input, scope);
    const bucket = scope.world.buckets.get(input.Bucket);
    if (bucket === undefined) return;
    if (bucket.accountId !== scope.request.accountId) {
      throw new S3Error(
        'BucketAlreadyExists',
        'The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.',
        'bucket-exists',
        { BucketName: input.Bucket },
      );
    }
    // There, making one's own bucket again does nothing, and says nothing.
    if (region === FIRST_REGION && bucket.region === region) return;
    throw new S3Error(
      'BucketAlreadyOwnedByYou',
      'Your previous request to create the named bucket succeeded and you already own it.',
      'bucket-exists',
      { BucketName: input.Bucket },
    );
  },
  async handle(input, scope) {
    const { request, world, at, ids, safe } = scope;
    const region = regionOf(input, scope);
    const output = {
      Location: region === FIRST_REGION ? `/${input.Bucket}` : `http://${input.Bucket}.s3.amazonaws.com/`,
    };
    if (world.buckets.has(input.Bucket)) return { output };
    const owned = { owner: s3Arn(region, input.Bucket), sealedId: `s3-${ids.hex(32)}` };
    const ownedKey = await safe.draw(owned, BYTES_OF_OWNED_KEY);
    const bucket = { name: input.Bucket, accountId: request.accountId, region, creationDate: at, ownedKey };
    return { output, facts: [{ type: 'bucketCreated', bucket }] };
  },
});

/** @throws {S3Error} where the constraint and the Region that is called are not one */
function regionOf(
  {
    CreateBucketConfiguration: { LocationConstraint: constraint } = {},
  }: { readonly CreateBucketConfiguration?: { readonly LocationConstraint?: string } },
  { request: { region } }: Scope,
): Region {
  if (constraint === undefined || constraint === '') {
    if (region === FIRST_REGION) return region;
    throw illegal('The unspecified location constraint');
  }
  const named = parseRegion(constraint === 'EU' ? 'eu-west-1' : constraint);
  if (named === null || named === FIRST_REGION) {
    throw new S3Error(
      'InvalidLocationConstraint',
      'The specified location-constraint is not valid',
      'invalid-parameter',
      { LocationConstraint: constraint },
    );
  }
  if (named !== region && region !== FIRST_REGION) throw illegal(`The ${constraint} location constraint`);
  return named;
}

function illegal(what: string): S3Error {
  return new S3Error(
    'IllegalLocationConstraintException',
    `${what} is incompatible for the region specific endpoint this request was sent to.`,
    'invalid-parameter',
  );
}
