import { utf8 } from '../../crypto/bytes.ts';
import { S3Error } from '../../errors/s3-errors.ts';
import { checkAcl } from './acl.ts';
import type { Bucket } from './bucket.ts';
import { bringsCustomerKey, type EncryptionInput } from './encryption-choice.ts';
import type { ObjectHeaders, StoredObject } from './stored-object.ts';

/**
 * The largest object, also one in parts. Simplified: AWS takes 5 GB in one request and 50 TB in parts; a lab is for small
 * ones. Source: S3 User Guide, "Amazon S3 multipart upload limits".
 */
export const MOST_OBJECT_BYTES = 16 * 1024 * 1024;
const MOST_KEY_BYTES = 1_024;
const MOST_METADATA_BYTES = 2 * 1024;

/** What an upload says of its object. */
export interface DescriptionInput extends ObjectHeaders {
  readonly ACL?: string;
  readonly Metadata?: Readonly<Record<string, string>>;
}

/** The same as the object keeps it. Names of metadata are in lower case, as headers have them. */
export function descriptionIn(input: DescriptionInput): Pick<StoredObject, 'headers' | 'metadata'> {
  const { CacheControl, ContentDisposition, ContentEncoding, ContentLanguage, ContentType } = input;
  const headers = { CacheControl, ContentDisposition, ContentEncoding, ContentLanguage, ContentType };
  return {
    headers: Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined)),
    metadata: Object.fromEntries(
      Object.entries(input.Metadata ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
    ),
  };
}

/** @throws {S3Error} for a key, metadata or an access control list that S3 doesn't take. */
export function checkDescription(input: DescriptionInput & { readonly Key: string }): void {
  checkAcl(input.ACL);
  const keyBytes = utf8(input.Key).length;
  if (keyBytes > MOST_KEY_BYTES) {
    const data = { Size: String(keyBytes), MaxSizeAllowed: String(MOST_KEY_BYTES) };
    throw new S3Error('KeyTooLongError', 'Your key is too long', 'too-large', data);
  }
  const metadataBytes = Object.entries(input.Metadata ?? {}).reduce(
    (sum, [name, value]) => sum + utf8(name).length + utf8(value).length,
    0,
  );
  if (metadataBytes <= MOST_METADATA_BYTES) return;
  const data = { Size: String(metadataBytes), MaxSizeAllowed: String(MOST_METADATA_BYTES) };
  const message = 'Your metadata headers exceed the maximum allowed metadata size';
  throw new S3Error('MetadataTooLarge', message, 'too-large', data);
}

/** @throws {S3Error} for more bytes than an object may have here. */
export function checkSize(sizeBytes: number): void {
  if (sizeBytes <= MOST_OBJECT_BYTES) return;
  const data = { ProposedSize: String(sizeBytes), MaxSizeAllowed: String(MOST_OBJECT_BYTES) };
  throw new S3Error('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size', 'too-large', data);
}

/**
 * @param action - as the message names it: that of the operation
 * @throws {S3Error} for a request with a key of its own, into a bucket that takes none
 * Source: S3 User Guide, "Troubleshoot access denied (403 Forbidden) errors in Amazon S3", on blocked encryption types.
 */
export function checkSseCIsTaken(
  input: EncryptionInput,
  { encryption }: Bucket,
  { principalArn, action, resourceArn }: { principalArn: string; action: string; resourceArn: string },
): void {
  if (!encryption.blocksSseC || !bringsCustomerKey(input)) return;
  throw new S3Error(
    'AccessDenied',
    `User: ${principalArn} is not authorized to perform: ${action} on resource: "${resourceArn}" because this bucket has blocked upload requests that specify Server Side Encryption with Customer provided keys (SSE-C). Please specify a different server-side encryption type`,
    'customer-keys-blocked',
  );
}
