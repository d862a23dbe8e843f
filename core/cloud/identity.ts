import type { NamedPolicy } from '../access/decision.ts';
import type { CompiledPolicy } from '../access/policy.ts';
import type { EpochMs } from '../ports.ts';
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

/** A tag as IAM's wire has it. Source: IAM API Reference, Tag. */
export interface IamTag {
  readonly Key: string;
  readonly Value: string;
}

/** An access key that CreateAccessKey made. Its secret stands nowhere. Source: IAM API Reference, AccessKeyMetadata. */
export interface AccessKey {
  readonly accessKeyId: string;
  readonly status: 'Active' | 'Inactive';
  readonly createDate: EpochMs;
  readonly lastUsed: { readonly at: EpochMs; readonly service: string; readonly region: string } | null;
}

/** What users, roles and groups have in common. All of it is immutable: one that changes is another object. */
interface Entity {
  readonly arn: string;
  readonly accountId: AccountId;
  /** Unique in its account among those of its type, whatever the case of its letters. */
  readonly name: string;
  /** Begins and ends with a slash. */
  readonly path: string;
  /** `AIDA…` for a user, `AROA…` for a role, `AGPA…` for a group: another one of the same name has another. */
  readonly id: string;
  readonly createDate: EpochMs;
  /** Its own policies, by name. */
  readonly inlinePolicies: readonly NamedPolicy[];
  /** ARNs of the managed policies that are attached to it. */
  readonly attachedPolicies: readonly string[];
}

/** A group of users. It is no principal: no policy can name it. */
export interface Group extends Entity {
  readonly type: 'group';
}

interface PrincipalEntity extends Entity {
  readonly tags: readonly IamTag[];
  /** ARN of the managed policy that is its permissions boundary. */
  readonly boundary: string | null;
  /** A fixed access key, which a scenario asked for; others are made when they are needed. */
  readonly accessKey: FixedAccessKey | null;
  /** What its standing access key, the lab's own, is made from: the ARN that it began with, or its unique id. */
  readonly standingKeyName: string;
}

/** An IAM user. */
export interface User extends PrincipalEntity {
  readonly type: 'user';
  /** ARNs of the groups that it is in. */
  readonly groups: readonly string[];
  readonly accessKeys: readonly AccessKey[];
}

/** An IAM role. */
export interface Role extends PrincipalEntity {
  readonly type: 'role';
  readonly description: string | null;
  readonly maxSessionSeconds: number;
  /** Who may assume it, bound to those whom it named when it was stored. */
  readonly trustPolicy: CompiledPolicy;
}

/** An IAM user or role: who can be a principal. */
export type Identity = User | Role;

/** One version of a managed policy. */
export interface PolicyVersion {
  /** `v1`, `v2` … */
  readonly versionId: string;
  readonly createDate: EpochMs;
  readonly policy: CompiledPolicy;
}

/** A managed policy: a customer's, or one that AWS keeps for everybody. Source: IAM API Reference, Policy. */
export interface ManagedPolicy {
  readonly arn: string;
  /** `aws` for AWS's. */
  readonly accountId: AccountId;
  readonly name: string;
  readonly path: string;
  /** `ANPA…` */
  readonly id: string;
  readonly description: string | null;
  readonly createDate: EpochMs;
  readonly updateDate: EpochMs;
  readonly tags: readonly IamTag[];
  /** At least one, the oldest first. */
  readonly versions: readonly PolicyVersion[];
  readonly defaultVersionId: string;
  /** The number of the version that was made last, deleted or not: numbers are not given out again. */
  readonly lastVersion: number;
  /** Its default version, by its name: one object as long as it stays that. */
  readonly inForce: NamedPolicy;
}
