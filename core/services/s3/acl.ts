import { S3Error } from '../../errors/s3-errors.ts';

/** What the owner of a bucket has anyhow. */
const HARMLESS: readonly string[] = ['private', 'bucket-owner-full-control'];

/**
 * New buckets take no access control lists: the owner of the bucket owns all objects in it.
 * @throws {S3Error} for a list that would let in others
 * Source: S3 User Guide, "Controlling ownership of objects and disabling ACLs for your bucket".
 */
export function checkAcl(acl: string | undefined): void {
  if (acl === undefined || HARMLESS.includes(acl)) return;
  throw new S3Error('AccessControlListNotSupported', 'The bucket does not allow ACLs', 'not-supported-yet');
}
