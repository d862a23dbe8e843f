import { S3Error } from '../../../errors/s3-errors.ts';
import { iamTarget } from '../../../operations/find-key.ts';
import type { Scope, Target } from '../../../operations/operation.ts';
import type { Bucket } from '../bucket.ts';
import { bucketTarget } from './find-bucket.ts';

/**
 * The question whether the caller may do something about a bucket's policy. That policy can't keep out the root user of
 * the bucket's account, or nobody could ever mend it.
 * Source: S3 API Reference, PutBucketPolicy, "Permissions".
 */
export function policyTarget(bucket: Bucket, action: string, scope: Scope): Target {
  const target = bucketTarget(bucket, action);
  const { principal } = scope.request;
  const isOwnRoot = principal.type === 'root' && principal.accountId === bucket.accountId;
  return isOwnRoot ? iamTarget(scope, action, target.resourceArn) : target;
}

/** @throws {S3Error} for a caller of another account, whatever the policy says. Source: as above. */
export function checkIsOwner({ accountId }: Bucket, { request }: Scope): void {
  if (request.accountId === accountId) return;
  const message = 'The specified method is not allowed against this resource.';
  throw new S3Error('MethodNotAllowed', message, 'operation-not-cross-account');
}
