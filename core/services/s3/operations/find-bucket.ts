import { s3Arn } from '../../../cloud/arn.ts';
import { NO_CONTEXT } from '../../../crypto/encryption-context.ts';
import { S3Error } from '../../../errors/s3-errors.ts';
import type { Scope, Target } from '../../../operations/operation.ts';
import type { Bucket } from '../bucket.ts';
import { policyOf } from '../bucket-policy.ts';
import type { StoredObject } from '../stored-object.ts';

/** The members by which a request names a bucket. */
interface BucketNamed {
  readonly Bucket: string;
  readonly ExpectedBucketOwner?: string;
}

/**
 * The bucket that a request names, which must be in the Region that is called.
 * @throws {S3Error} NoSuchBucket, PermanentRedirect; AccessDenied for one of another owner than the request expects
 */
export function bucketOf(input: BucketNamed, scope: Scope): Bucket {
  const bucket = anyBucketOf(input, scope);
  const { region } = bucket;
  if (region === scope.request.region) return bucket;
  throw new S3Error(
    'PermanentRedirect',
    'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.',
    'wrong-bucket-region',
    { Endpoint: `s3.${region}.amazonaws.com`, Bucket: bucket.name, Region: region },
  );
}

/** The same, in whatever Region it is. @throws {S3Error} */
export function anyBucketOf({ Bucket: name, ExpectedBucketOwner: expected }: BucketNamed, { world }: Scope): Bucket {
  const bucket = world.buckets.get(name);
  if (bucket === undefined) {
    const message = 'The specified bucket does not exist';
    throw new S3Error('NoSuchBucket', message, 'no-such-bucket', { BucketName: name });
  }
  if (expected !== undefined && expected !== bucket.accountId) {
    throw new S3Error('AccessDenied', 'Access Denied', 'wrong-bucket-owner');
  }
  return bucket;
}

/** The question whether the caller may do `action` on a bucket. */
export function bucketTarget(bucket: Bucket, action: string): Target {
  return target(bucket, action, s3Arn(bucket.region, bucket.name));
}

/** The question whether the caller may do `action` on an object. */
export function objectTarget(bucket: Bucket, key: string, action: string): Target {
  return target(bucket, action, s3Arn(bucket.region, bucket.name, key));
}

/**
 * The questions about reading an object: of one that isn't there S3 says so only to callers who may list the bucket.
 * Source: S3 API Reference, GetObject, "Permissions".
 */
export function readTargets(bucket: Bucket, key: string, scope: Scope): readonly Target[] {
  const read = objectTarget(bucket, key, 's3:GetObject');
  const isThere = scope.world.objects.get(bucket.name)?.has(key) === true;
  return isThere ? [read] : [read, bucketTarget(bucket, 's3:ListBucket')];
}

/** An object that is there. @throws {S3Error} NoSuchKey */
export function objectIn({ world }: Scope, bucket: Bucket, key: string): StoredObject {
  const object = world.objects.get(bucket.name)?.get(key);
  if (object !== undefined) return object;
  throw new S3Error('NoSuchKey', 'The specified key does not exist.', 'no-such-object', { Key: key });
}

function target(bucket: Bucket, action: string, resourceArn: string): Target {
  return {
    action,
    resourceArn,
    ownerAccountId: bucket.accountId,
    key: null,
    found: null,
    encryptionContext: NO_CONTEXT,
    resourcePolicy: policyOf(bucket),
  };
}
