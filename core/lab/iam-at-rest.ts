import type { NamedPolicy } from '../access/decision.ts';
import { trustingOwnAccount } from '../access/default-policies.ts';
import { bindPrincipals, type CompiledPolicy, parsePolicy } from '../access/policy.ts';
import type { PolicyKind } from '../access/policy-document.ts';
import type { PrincipalIds } from '../access/policy-principals.ts';
import type { AccountId } from '../cloud/arn.ts';
import type {
  AccessKey,
  FixedAccessKey,
  Group,
  IamTag,
  Identity,
  ManagedPolicy,
  PolicyVersion,
} from '../cloud/identity.ts';
import type { EpochMs } from '../ports.ts';
import { awsManagedPolicyArn } from '../services/iam/aws-managed-policies.ts';

/** A policy as the journal and a checkpoint keep it. */
interface PolicyAtRest {
  readonly name: string;
  readonly text: string;
}

/** What users, roles and groups have in common there. */
interface EntityAtRest {
  readonly arn: string;
  readonly accountId: AccountId;
  readonly name: string;
  readonly id: string;
  /** When the fact became true, where it is left out. */
  readonly createDate?: EpochMs;
  /** Its inline policies; without `attachedPolicies` also AWS managed ones, by their names. */
  readonly policies: readonly PolicyAtRest[];
  /** Left out by kmslab's first format, which had no managed policies. */
  readonly attachedPolicies?: readonly string[];
}

/** A group as the journal keeps it. */
export interface GroupAtRest extends EntityAtRest {
  readonly type: 'group';
}

/** A user or role as the journal and a checkpoint keep it: policies as text, and what is as usual left out. */
export interface IdentityAtRest extends EntityAtRest {
  readonly type: 'user' | 'role';
  readonly tags?: readonly IamTag[];
  readonly boundary?: string;
  readonly accessKey?: FixedAccessKey;
  readonly standingKeyName?: string;
  readonly groups?: readonly string[];
  readonly accessKeys?: readonly AccessKey[];
  readonly description?: string;
  readonly maxSessionSeconds?: number;
  /** A role trusts its own account where there is none, as the console makes roles. */
  readonly trustPolicy?: string;
  /** Whom the trust policy names; those who have the names now, where it is left out. */
  readonly trustedIds?: PrincipalIds;
}

/** A managed policy as the journal keeps it: its versions as text. */
export type ManagedPolicyAtRest = Omit<ManagedPolicy, 'versions' | 'inForce'> & {
  readonly versions: readonly (Omit<PolicyVersion, 'policy'> & { readonly text: string })[];
};

/** A role's MaxSessionDuration where nobody has set another. Source: IAM API Reference, CreateRole. */
const USUAL_SESSION_SECONDS = 3_600;

/** What the facts of the world so far tell about somebody whom a fact names. */
interface Known {
  readonly at: EpochMs;
  readonly idOf: (arn: string) => string | undefined;
  /** The policies that it had before: those with the same text stay the same objects. */
  readonly before: { readonly inlinePolicies: readonly NamedPolicy[] } | undefined;
}

/** A user or role of what was kept of it, its policies compiled. */
export function identityOf(rest: IdentityAtRest, { at, idOf, before }: Known): Identity {
  const principal = {
    ...entityOf(rest, at, before),
    tags: rest.tags ?? [],
    boundary: rest.boundary ?? null,
    accessKey: rest.accessKey ?? null,
    standingKeyName: rest.standingKeyName ?? rest.arn,
  };
  if (rest.type === 'user') {
    return Object.freeze({
      ...principal,
      type: 'user' as const,
      groups: rest.groups ?? [],
      accessKeys: rest.accessKeys ?? [],
    });
  }
  const { trustedIds } = rest;
  const text = rest.trustPolicy ?? trustingOwnAccount(rest.accountId);
  const trusted = trustedIds === undefined ? idOf : (arn: string) => trustedIds[arn];
  return Object.freeze({
    ...principal,
    type: 'role' as const,
    description: rest.description ?? null,
    maxSessionSeconds: rest.maxSessionSeconds ?? USUAL_SESSION_SECONDS,
    trustPolicy: bindPrincipals(parsePolicy(text, { kind: 'trust', accountId: rest.accountId }), trusted),
  });
}

/** What is kept of a user or role. */
export function identityAtRest(identity: Identity): IdentityAtRest {
  const { type, boundary, accessKey, standingKeyName, tags } = identity;
  const rest = {
    ...entityAtRest(identity),
    type,
    ...(tags.length === 0 ? {} : { tags }),
    ...(boundary === null ? {} : { boundary }),
    ...(accessKey === null ? {} : { accessKey }),
    standingKeyName,
  };
  if (identity.type === 'user') {
    const { groups, accessKeys } = identity;
    return { ...rest, ...(groups.length === 0 ? {} : { groups }), ...(accessKeys.length === 0 ? {} : { accessKeys }) };
  }
  const { description, maxSessionSeconds, trustPolicy } = identity;
  return {
    ...rest,
    ...(description === null ? {} : { description }),
    ...(maxSessionSeconds === USUAL_SESSION_SECONDS ? {} : { maxSessionSeconds }),
    trustPolicy: trustPolicy.text,
    trustedIds: trustPolicy.principalIds,
  };
}

/** A group of what was kept of it, its policies compiled. */
export function groupOf(rest: GroupAtRest, { at, before }: Omit<Known, 'idOf'>): Group {
  return Object.freeze({ ...entityOf(rest, at, before), type: 'group' as const });
}

/** What is kept of a group. */
export function groupAtRest(group: Group): GroupAtRest {
  return { ...entityAtRest(group), type: 'group' };
}

/** A managed policy of what was kept of it, the version in force compiled. */
export function managedPolicyOf(rest: ManagedPolicyAtRest, before: ManagedPolicy | undefined): ManagedPolicy {
  const versions = rest.versions.map(({ text, ...version }) => ({
    ...version,
    policy: compiled(text, 'identity', rest.accountId),
  }));
  const policy = versions.find(({ versionId }) => versionId === rest.defaultVersionId)?.policy;
  if (policy === undefined) throw new Error(`${rest.arn} has no version ${rest.defaultVersionId}`);
  const stays = before?.inForce.policy.text === policy.text;
  return Object.freeze({ ...rest, versions, inForce: stays ? before.inForce : named(rest.name, policy) });
}

/** What is kept of a managed policy. */
export function managedPolicyAtRest(policy: Omit<ManagedPolicy, 'inForce'>): ManagedPolicyAtRest {
  const { arn, accountId, name, path, id, description, createDate, updateDate, tags, versions } = policy;
  return {
    arn,
    accountId,
    name,
    path,
    id,
    description,
    createDate,
    updateDate,
    tags,
    defaultVersionId: policy.defaultVersionId,
    lastVersion: policy.lastVersion,
    versions: versions.map(({ versionId, createDate: at, policy: { text } }) => ({ versionId, createDate: at, text })),
  };
}

function entityOf(rest: EntityAtRest, at: EpochMs, before: Known['before']) {
  const { arn, accountId, name, id, createDate = at } = rest;
  const { attachedPolicies, policies } = policiesOf(rest);
  return {
    arn,
    accountId,
    name,
    path: arn.slice(arn.indexOf('/'), arn.length - name.length),
    id,
    createDate,
    inlinePolicies: policies.map((policy): NamedPolicy => {
      const known = before?.inlinePolicies.find((old) => old.name === policy.name && old.policy.text === policy.text);
      return known ?? named(policy.name, compiled(policy.text, 'identity', accountId));
    }),
    attachedPolicies,
  };
}

/** The first format had policies by name alone, of which AWS's were as good as attached, and names that IAM does not take. */
function policiesOf({ policies, attachedPolicies }: EntityAtRest) {
  if (attachedPolicies !== undefined) return { policies, attachedPolicies };
  return {
    attachedPolicies: policies.flatMap(({ name }) => awsManagedPolicyArn(name) ?? []),
    policies: policies
      .filter(({ name }) => awsManagedPolicyArn(name) === null)
      .map(({ name, text }) => ({ name: name.replaceAll(/[^\w+=,.@-]+/g, '-'), text })),
  };
}

function entityAtRest({ arn, accountId, name, id, createDate, inlinePolicies, attachedPolicies }: Group | Identity) {
  return {
    arn,
    accountId,
    name,
    id,
    createDate,
    policies: inlinePolicies.map(({ name: called, policy }) => ({ name: called, text: policy.text })),
    attachedPolicies,
  };
}

function named(name: string, policy: CompiledPolicy): NamedPolicy {
  return Object.freeze({ name, policy });
}

function compiled(text: string, kind: PolicyKind, accountId: AccountId): CompiledPolicy {
  return parsePolicy(text, { kind, accountId });
}
