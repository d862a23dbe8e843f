import type { IdentityPolicy } from '../access/decision.ts';
import type { AccountId } from './arn.ts';

/** An AWS account of the lab's users. */
export interface Account {
  readonly accountId: AccountId;
  /** What scenarios call it: `prod`. */
  readonly name: string;
}

/** An access key that a scenario's text gives away: for tests that need to know it beforehand. */
export interface FixedAccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** An IAM user or role with its policies. */
export interface Identity {
  readonly arn: string;
  readonly type: 'user' | 'role';
  readonly accountId: AccountId;
  readonly name: string;
  /** `AIDA…` for a user, `AROA…` for a role. */
  readonly id: string;
  readonly policies: readonly IdentityPolicy[];
  /** Who may assume the role, as text; null for a user. */
  readonly trustPolicy: string | null;
  /** A fixed access key, which a scenario asked for; others are made when they are needed. */
  readonly accessKey?: FixedAccessKey;
}
