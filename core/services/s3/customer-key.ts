import { fromBase64, toBase64 } from '../../crypto/bytes.ts';
import { S3Error } from '../../errors/s3-errors.ts';
import type { Bytes, Ports } from '../../ports.ts';
import type { ObjectEncryption } from './stored-object.ts';

/** The three members by which a request brings its own key (SSE-C); CopyObject has three more for its source. */
export interface CustomerKeyInput {
  readonly algorithm: string | undefined;
  /** Base64 of 32 bytes. */
  readonly key: string | undefined;
  readonly md5: string | undefined;
}

/** A key that a request brought. */
export interface CustomerKey {
  readonly bytes: Bytes;
  /** Base64, as it came, or as it would have. */
  readonly md5: string;
}

/**
 * The key that a request brings; null where it brings none.
 * @throws {S3Error} in AWS's words and order: algorithm, key, its MD5, its length.
 * Source: S3 User Guide, "Specifying server-side encryption with customer-provided keys (SSE-C)"; the words were
 * observed on S3.
 */
export function readCustomerKey(
  { algorithm, key, md5 }: CustomerKeyInput,
  { primitives }: Pick<Ports, 'primitives'>,
): CustomerKey | null {
  if (algorithm === undefined && key === undefined && md5 === undefined) return null;
  if (algorithm === undefined) throw refused('must provide a valid encryption algorithm.');
  if (algorithm !== 'AES256') {
    throw new S3Error(
      'InvalidEncryptionAlgorithmError',
      'The Encryption request you specified is not valid. Supported value: AES256.',
      'bad-customer-key',
      { ArgumentName: 'x-amz-server-side-encryption', ArgumentValue: algorithm },
    );
  }
  if (key === undefined) throw refused('must provide an appropriate secret key.');
  const bytes = bytesOf(key);
  const computed = toBase64(primitives.md5(bytes));
  if (md5 !== undefined && md5 !== computed) {
    throw invalid('The calculated MD5 hash of the key did not match the hash that was provided.');
  }
  if (bytes.length !== 32) throw invalid('The secret key was invalid for the specified algorithm.');
  return { bytes, md5: computed };
}

/** What S3 keeps of a customer's key: nothing that tells it, only what tells it from others. */
export function keepNoKey(
  { bytes, md5 }: CustomerKey,
  { primitives, random }: Pick<Ports, 'primitives' | 'random'>,
): Extract<ObjectEncryption, { kind: 'sse-c' }> {
  const salt = random.bytes(32);
  return { kind: 'sse-c', salt: toBase64(salt), hmac: toBase64(primitives.hmac('sha256', salt, bytes)), keyMd5: md5 };
}

/** Whether it is the key that something was put with. */
export function isCustomersKey(
  { salt, hmac }: Extract<ObjectEncryption, { kind: 'sse-c' }>,
  { bytes }: CustomerKey,
  { primitives }: Pick<Ports, 'primitives'>,
): boolean {
  return primitives.sameSecret(primitives.hmac('sha256', fromBase64(salt), bytes), fromBase64(hmac));
}

/**
 * Whether a request may read an object as far as customers' keys go: it brings the key that the object was put with,
 * and none where that had none.
 * @throws {S3Error} in AWS's words
 */
export function checkCustomerKey(
  encryption: ObjectEncryption,
  key: CustomerKey | null,
  { primitives }: Pick<Ports, 'primitives'>,
): void {
  if (encryption.kind !== 'sse-c') {
    if (key === null) return;
    const message = 'The encryption parameters are not applicable to this object.';
    throw new S3Error('InvalidRequest', message, 'bad-customer-key');
  }
  if (key === null) {
    throw new S3Error(
      'InvalidRequest',
      'The object was stored using a form of Server Side Encryption. The correct parameters must be provided to retrieve the object.',
      'customer-key-missing',
    );
  }
  if (isCustomersKey(encryption, key, { primitives })) return;
  throw new S3Error(
    'AccessDenied',
    'Requests specifying Server Side Encryption with Customer provided keys must provide the correct secret key.',
    'wrong-customer-key',
  );
}

function refused(what: string): S3Error {
  return invalid(`Requests specifying Server Side Encryption with Customer provided keys ${what}`);
}

function invalid(message: string): S3Error {
  return new S3Error('InvalidArgument', message, 'bad-customer-key', {
    ArgumentName: 'x-amz-server-side-encryption',
    ArgumentValue: 'null',
  });
}

/** What isn't base64 is a key of no bytes: its length is wrong. */
function bytesOf(base64: string): Bytes {
  try {
    return fromBase64(base64);
  } catch {
    return new Uint8Array(0);
  }
}
