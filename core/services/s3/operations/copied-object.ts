import type { HandleScope, Scope, Target } from '../../../operations/operation.ts';
import { string } from '../../../operations/shape.ts';
import { readCopySource } from '../copy-source.ts';
import { type CustomerKey, readCustomerKey } from '../customer-key.ts';
import { anyBucketOf, bucketOf, objectIn, objectTarget, readTargets } from './find-bucket.ts';

/** What a copy says of its source: on what it depends, and the key that it was put with. */
export const sourceMembers = {
  CopySourceIfMatch: string(),
  CopySourceIfNoneMatch: string(),
  CopySourceSSECustomerAlgorithm: string(),
  CopySourceSSECustomerKey: string({ sensitive: true }),
  CopySourceSSECustomerKeyMD5: string(),
};

interface SourceInput {
  readonly CopySource: string;
  readonly CopySourceSSECustomerAlgorithm?: string;
  readonly CopySourceSSECustomerKey?: string;
  readonly CopySourceSSECustomerKeyMD5?: string;
}

/** The questions of a copy: its source is read, and its target written. @throws {S3Error} for a bucket that isn't there */
export function copyTargets(
  input: SourceInput & { readonly Bucket: string; readonly Key: string; readonly ExpectedBucketOwner?: string },
  scope: Scope,
): readonly Target[] {
  const source = readCopySource(input.CopySource);
  const read = readTargets(anyBucketOf(source, scope), source.Key, scope);
  return [...read, objectTarget(bucketOf(input, scope), input.Key, 's3:PutObject')];
}

/** The object that a copy is made of, and its bucket. @throws {S3Error} where there is none */
export function sourceOf({ CopySource }: SourceInput, scope: Scope) {
  const source = readCopySource(CopySource);
  const bucket = anyBucketOf(source, scope);
  return { bucket, object: objectIn(scope, bucket, source.Key) };
}

/** The customer's key of the source; null where the request brings none. @throws {S3Error} for a bad one */
export function sourceKeyOf(input: SourceInput, scope: HandleScope): CustomerKey | null {
  return readCustomerKey(
    {
      algorithm: input.CopySourceSSECustomerAlgorithm,
      key: input.CopySourceSSECustomerKey,
      md5: input.CopySourceSSECustomerKeyMD5,
    },
    scope,
  );
}
