import type { AccountId, KeyArn } from '../cloud/arn.ts';
import type { EpochMs } from '../ports.ts';

/** An allow-only permission on one key for one grantee. Source: KMS Developer Guide, "Grants in AWS KMS". */
export interface Grant {
  /** 64 hexadecimal digits. */
  readonly grantId: string;
  readonly keyArn: KeyArn;
  readonly granteePrincipal: string;
  readonly retiringPrincipal: string | null;
  readonly operations: readonly string[];
  readonly encryptionContextSubset: Readonly<Record<string, string>>;
  readonly issuingAccount: AccountId;
  readonly creationDate: EpochMs;
}
