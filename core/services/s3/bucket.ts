import type { CompiledPolicy } from '../../access/policy.ts';
import type { AccountId } from '../../cloud/arn.ts';
import type { Region } from '../../cloud/regions.ts';
import type { SafeItem } from '../../crypto/safe.ts';
import type { EpochMs } from '../../ports.ts';

/** How S3 encrypts on the server; SSE-C is asked for by other headers. Source: S3 API Reference, PutObject. */
export const SSE_ALGORITHMS = ['AES256', 'aws:kms', 'aws:kms:dsse'] as const;
export type SseAlgorithm = (typeof SSE_ALGORITHMS)[number];

/** What never changes in a bucket. */
export interface BucketIdentity {
  readonly name: string;
  readonly accountId: AccountId;
  readonly region: Region;
  readonly creationDate: EpochMs;
  /**
   * The key that S3 itself owns for the data keys of this bucket's objects, where KMS does not: no customer sees it.
   * Simplified: AWS rotates its key regularly. Source: S3 User Guide, "Using server-side encryption with Amazon S3
   * managed keys (SSE-S3)".
   */
  readonly ownedKey: SafeItem;
}

/**
 * What happens to an object whose upload says nothing of encryption, and what uploads may not ask for.
 * Source: S3 API Reference, PutBucketEncryption; S3 User Guide, "Setting default server-side encryption behavior".
 */
export interface BucketEncryption {
  readonly algorithm: SseAlgorithm;
  /** As it was given: S3 does not look whether there is such a key. Null for `aws/s3`, and for SSE-S3. */
  readonly kmsKeyId: string | null;
  readonly bucketKeyEnabled: boolean;
  /** Since April 2026 a new bucket takes no SSE-C. Source: S3 User Guide, "Default SSE-C setting for new buckets FAQ". */
  readonly blocksSseC: boolean;
}

/** Every bucket begins with it. */
export const INITIAL_ENCRYPTION: BucketEncryption = {
  algorithm: 'AES256',
  kmsKeyId: null,
  bucketKeyEnabled: false,
  blocksSseC: true,
};

/** A bucket as the world holds it; its objects are elsewhere. */
export interface Bucket extends BucketIdentity {
  encryption: BucketEncryption;
  policy: CompiledPolicy | null;
}
