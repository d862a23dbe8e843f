import type { AccountId, KeyArn } from '../cloud/arn.ts';
import type { EpochMs } from '../ports.ts';
import type { GrantSnapshot } from './grant-snapshot.ts';

/**
 * Every operation that a grant may allow, over all kinds of keys.
 * Source: KMS API Reference, CreateGrant, "Operations"; operations.md section 1, "Enumerations".
 */
export const GRANT_OPERATIONS = [
  'Decrypt',
  'Encrypt',
  'GenerateDataKey',
  'GenerateDataKeyWithoutPlaintext',
  'ReEncryptFrom',
  'ReEncryptTo',
  'Sign',
  'Verify',
  'GetPublicKey',
  'CreateGrant',
  'RetireGrant',
  'DescribeKey',
  'GenerateDataKeyPair',
  'GenerateDataKeyPairWithoutPlaintext',
  'GenerateMac',
  'VerifyMac',
  'DeriveSharedSecret',
  'Encapsulate',
  'Decapsulate',
] as const;
export type GrantOperation = (typeof GRANT_OPERATIONS)[number];

/** What a request must be like for a grant to count. Source: KMS API Reference, GrantConstraints. */
export interface GrantConstraints {
  /** The request's encryption context has at least these pairs. */
  readonly encryptionContextSubset?: Readonly<Record<string, string>>;
  /** The request's encryption context is these pairs. */
  readonly encryptionContextEquals?: Readonly<Record<string, string>>;
  /** The resource on whose account a service makes the request. */
  readonly sourceArn?: string;
}

/** What never changes in a grant's life. Source: KMS Developer Guide, "Grants in AWS KMS". */
export interface GrantIdentity extends GrantConstraints {
  /** 64 hexadecimal digits. */
  readonly grantId: string;
  readonly keyArn: KeyArn;
  /** What its maker calls it, so that the same request again makes no second one; null where it has no name. */
  readonly name: string | null;
  /** An ARN, or the name of a service. */
  readonly granteePrincipal: string;
  readonly retiringPrincipal: string | null;
  readonly operations: readonly GrantOperation[];
  /** The account of the principal that made it. */
  readonly issuingAccount: AccountId;
  readonly creationDate: EpochMs;
}

/** An allow-only permission on one key for one grantee. A changed grant is a new object. */
export interface Grant extends GrantIdentity {
  readonly machine: GrantSnapshot;
}
