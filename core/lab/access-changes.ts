import type { AuthorizationRequest } from '../access/decision.ts';
import { bindPrincipals, type CompiledPolicy, formatPolicy } from '../access/policy.ts';
import { type PolicyDiff, policyDiff } from '../access/policy-diff.ts';
import { AwsError } from '../errors/aws-error.ts';
import type { KeyRecord } from '../keys/key-record.ts';
import { readKeyPolicy } from '../operations/key-policies.ts';
import type { AccessChanges } from './access-shapes.ts';
import { readyBoundary, readyIdentityPolicy } from './iam-changes.ts';
import { LabError } from './lab-error.ts';
import { readyOrganizationChange } from './organization-changes.ts';
import type { ReadyChange } from './ready-change.ts';
import type { World } from './world.ts';

/** Changes of which all names are found, and all policies read, as one. */
export interface ReadyChanges {
  /** The key policy that would be; null where it stays. */
  readonly keyPolicy: CompiledPolicy | null;
  apply(question: AuthorizationRequest): AuthorizationRequest;
  readonly diffs: readonly PolicyDiff[];
  readonly notes: readonly string[];
}

/** Finds and reads what is to change. @throws {LabError} for what isn't there, or what AWS would not take */
export function readyChanges(world: World, key: KeyRecord, changes: AccessChanges): ReadyChanges {
  const keyPolicy = changes.keyPolicy === undefined ? null : newKeyPolicy(world, key, changes.keyPolicy);
  const ready: readonly ReadyChange[] = [
    ...(keyPolicy === null ? [] : [keyPolicyChange(world, key, keyPolicy)]),
    ...(changes.identityPolicies ?? []).map((change) => readyIdentityPolicy(world, change)),
    ...(changes.boundaries ?? []).map((change) => readyBoundary(world, change)),
    ...(changes.organizationPolicies ?? []).map((change) => readyOrganizationChange(world, change)),
    ...(changes.revokedGrants ?? []).map((grantId) => revocation(world, key, grantId)),
  ];
  return {
    keyPolicy,
    apply: (question) => ready.reduce((changed, change) => change.apply(changed), question),
    diffs: ready.flatMap(({ diff }) => diff ?? []),
    notes: ready.flatMap(({ note }) => note ?? []),
  };
}

function newKeyPolicy(world: World, key: KeyRecord, text: string): CompiledPolicy {
  if (key.keyManager === 'AWS')
    throw new LabError(`nobody can change the policy of ${key.arn}: it is an AWS managed key`);
  try {
    return bindPrincipals(readKeyPolicy(text, key, world), (arn) => world.idOf(arn));
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw new LabError(`KMS would not take this key policy: ${error.name}: ${error.message}`, { cause: error });
  }
}

function keyPolicyChange(world: World, key: KeyRecord, keyPolicy: CompiledPolicy): ReadyChange {
  return {
    apply: (question) => ({ ...question, keyPolicy }),
    note: null,
    diff: policyDiff({
      policy: { type: 'key' },
      before: formatPolicy(key.policy, 'aws', (arn) => world.idOf(arn)),
      after: formatPolicy(keyPolicy),
    }),
  };
}

function revocation(world: World, key: KeyRecord, grantId: string): ReadyChange {
  if (world.grant(key.arn, grantId) === undefined) throw new LabError(`the key has no grant ${grantId}`);
  return {
    apply: (question) => ({ ...question, grants: question.grants.filter((grant) => grant.grantId !== grantId) }),
    diff: null,
    note: null,
  };
}
