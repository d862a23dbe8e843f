import { fromBase64, fromUtf8 } from '../../crypto/bytes.ts';
import type { EncryptionContext } from '../../crypto/encryption-context.ts';
import { S3Error } from '../../errors/s3-errors.ts';
import type { Ports } from '../../ports.ts';
import type { Bucket, SseAlgorithm } from './bucket.ts';
import { type CustomerKey, readCustomerKey } from './customer-key.ts';

/** S3's key in KMS where nobody names another; it is made at its first use. Source: services.md section 7. */
const DEFAULT_KEY = 'alias/aws/s3';

/** The members by which a request asks for encryption. Source: S3 API Reference, PutObject. */
export interface EncryptionInput {
  readonly ServerSideEncryption?: SseAlgorithm;
  readonly SSEKMSKeyId?: string;
  readonly SSEKMSEncryptionContext?: string;
  readonly BucketKeyEnabled?: boolean;
  readonly SSECustomerAlgorithm?: string;
  readonly SSECustomerKey?: string;
  readonly SSECustomerKeyMD5?: string;
}

/** How a new object is to be encrypted. */
export type EncryptionChoice =
  | { readonly kind: 'sse-s3' }
  | {
      readonly kind: 'sse-kms' | 'dsse-kms';
      /** As it was named. */
      readonly keyId: string;
      readonly bucketKey: boolean;
      /** What the caller adds to S3's own context. */
      readonly context: EncryptionContext;
    }
  | { readonly kind: 'sse-c'; readonly key: CustomerKey };

/** How an object comes to be encrypted: what its request asks for, and else the bucket's default. */
export interface ChosenEncryption {
  readonly choice: EncryptionChoice;
  /** CloudTrail's word for it. Source: S3 User Guide, "Default encryption FAQ". */
  readonly sseApplied: string;
}

/**
 * The encryption of an object that a request puts.
 * @throws {S3Error} for members that contradict one another
 * Source: S3 User Guide, "Setting default server-side encryption behavior for Amazon S3 buckets".
 */
export function chooseEncryption(
  input: EncryptionInput,
  { encryption }: Pick<Bucket, 'encryption'>,
  ports: Pick<Ports, 'primitives'>,
): ChosenEncryption {
  const { ServerSideEncryption: asked, SSEKMSKeyId: keyId } = input;
  if (bringsCustomerKey(input)) return { choice: customerKeyChoice(input, ports), sseApplied: 'SSE_C' };
  const algorithm = asked ?? encryption.algorithm;
  if (keyId !== undefined && (asked === undefined || asked === 'AES256')) throw needsKms();
  const applied = `${asked === undefined ? 'Default_' : ''}${WORDS[algorithm]}`;
  if (algorithm === 'AES256') return { choice: { kind: 'sse-s3' }, sseApplied: applied };
  const choice = {
    kind: algorithm === 'aws:kms' ? ('sse-kms' as const) : ('dsse-kms' as const),
    // A request that asks for KMS and names no key gets S3's own, whatever the bucket's default is.
    keyId: keyId ?? (asked === undefined ? encryption.kmsKeyId : null) ?? DEFAULT_KEY,
    bucketKey: algorithm === 'aws:kms' && (input.BucketKeyEnabled ?? encryption.bucketKeyEnabled),
    context: readContext(input.SSEKMSEncryptionContext),
  };
  return { choice, sseApplied: applied };
}

/** Whether a request asks for SSE-C, rightly or wrongly. */
export function bringsCustomerKey(input: EncryptionInput): boolean {
  return (
    input.SSECustomerAlgorithm !== undefined ||
    input.SSECustomerKey !== undefined ||
    input.SSECustomerKeyMD5 !== undefined
  );
}

/** A request's own key, in the members that most operations have. @throws {S3Error} */
export function customerKeyOf(input: EncryptionInput, ports: Pick<Ports, 'primitives'>): CustomerKey | null {
  const { SSECustomerAlgorithm: algorithm, SSECustomerKey: key, SSECustomerKeyMD5: md5 } = input;
  return readCustomerKey({ algorithm, key, md5 }, ports);
}

function customerKeyChoice(input: EncryptionInput, ports: Pick<Ports, 'primitives'>): EncryptionChoice {
  const { ServerSideEncryption: asked } = input;
  if (asked !== undefined) {
    throw new S3Error(
      'InvalidArgument',
      'Server Side Encryption with Customer provided key is incompatible with the encryption method specified',
      'bad-customer-key',
      { ArgumentName: 'x-amz-server-side-encryption', ArgumentValue: asked },
    );
  }
  const key = customerKeyOf(input, ports);
  if (key === null) throw new Error('a request with a customer key has none');
  return { kind: 'sse-c', key };
}

const WORDS = { AES256: 'SSE_S3', 'aws:kms': 'SSE_KMS', 'aws:kms:dsse': 'DSSE_KMS' } as const satisfies Record<
  SseAlgorithm,
  string
>;

function needsKms(): S3Error {
  return new S3Error(
    'InvalidArgument',
    'Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms',
    'invalid-parameter',
    { ArgumentName: 'x-amz-server-side-encryption' },
  );
}

/**
 * The caller's own part of the encryption context: base64 of JSON from texts to texts. S3 puts its own pair beside it,
 * which the caller can't set. Simplified: AWS does not say what it answers to one who does.
 * Source: S3 User Guide, "Using server-side encryption with AWS KMS keys (SSE-KMS)", "Encryption context".
 */
function readContext(header: string | undefined): EncryptionContext {
  if (header === undefined) return {};
  let value: unknown;
  try {
    value = JSON.parse(fromUtf8(fromBase64(header)));
  } catch {
    throw badContext();
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw badContext();
  const entries = Object.entries(value);
  if (entries.some(([name, text]) => typeof text !== 'string' || name === 'aws:s3:arn')) throw badContext();
  return Object.fromEntries(entries);
}

function badContext(): S3Error {
  return new S3Error(
    'InvalidArgument',
    "The header 'x-amz-server-side-encryption-context' shall be Base64-encoded UTF-8 string holding JSON which represents a string-string map",
    'invalid-parameter',
    { ArgumentName: 'x-amz-server-side-encryption-context' },
  );
}
