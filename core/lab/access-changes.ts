import type { AuthorizationRequest, NamedPolicy } from '../access/decision.ts';
import { bindPrincipals, type CompiledPolicy, formatPolicy, parsePolicy } from '../access/policy.ts';
import { withPolicy } from '../access/policy-change.ts';
import { type PolicyDiff, policyDiff } from '../access/policy-diff.ts';
import { PolicyError } from '../access/policy-error.ts';
import { type AccountId, AWS_ACCOUNT } from '../cloud/arn.ts';
import { identityArnOf, type Principal } from '../cloud/principal.ts';
import { AwsError } from '../errors/aws-error.ts';
import type { KeyRecord } from '../keys/key-record.ts';
import { readKeyPolicy } from '../operations/key-policies.ts';
import type { AccessChanges, ChangedIamPolicy } from './client.ts';
import { LabError } from './lab-error.ts';
import { readyOrganizationChange } from './organization-changes.ts';
import { principalNamed } from './principal-named.ts';
import { resolvePrincipal } from './resolve-request.ts';
import { principals } from './views/world-view.ts';
import type { World } from './world.ts';

/** A change of which all names are found, and all policies read. */
export interface ReadyChange {
  /** The question as it would be. */
  apply(question: AuthorizationRequest): AuthorizationRequest;
  /** Null where no policy changes. */
  readonly diff: PolicyDiff | null;
}

/** All of them, as one. */
export interface ReadyChanges {
  /** The key policy that would be; null where it stays. */
  readonly keyPolicy: CompiledPolicy | null;
  apply(question: AuthorizationRequest): AuthorizationRequest;
  readonly diffs: readonly PolicyDiff[];
}

/** Finds and reads what is to change. @throws {LabError} for what isn't there, or what AWS would not take */
export function readyChanges(world: World, key: KeyRecord, changes: AccessChanges): ReadyChanges {
  const keyPolicy = changes.keyPolicy === undefined ? null : newKeyPolicy(world, key, changes.keyPolicy);
  const ready: readonly ReadyChange[] = [
    ...(keyPolicy === null ? [] : [keyPolicyChange(key, keyPolicy)]),
    ...(changes.identityPolicies ?? []).map((change) => identityPolicyChange(world, change)),
    ...(changes.boundaries ?? []).map((change) => boundaryChange(world, change)),
    ...(changes.organizationPolicies ?? []).map((change) => readyOrganizationChange(world, change)),
    ...(changes.revokedGrants ?? []).map((grantId) => revocation(world, key, grantId)),
  ];
  return {
    keyPolicy,
    apply: (question) => ready.reduce((changed, change) => change.apply(changed), question),
    diffs: ready.flatMap(({ diff }) => diff ?? []),
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

function keyPolicyChange(key: KeyRecord, keyPolicy: CompiledPolicy): ReadyChange {
  return {
    apply: (question) => ({ ...question, keyPolicy }),
    diff: policyDiff({
      policy: { type: 'key' },
      before: formatPolicy(key.policy),
      after: formatPolicy(keyPolicy),
    }),
  };
}

function revocation(world: World, key: KeyRecord, grantId: string): ReadyChange {
  if (world.grant(key.arn, grantId) === undefined) throw new LabError(`the key has no grant ${grantId}`);
  return {
    apply: (question) => ({ ...question, grants: question.grants.filter((grant) => grant.grantId !== grantId) }),
    diff: null,
  };
}

function identityPolicyChange(world: World, change: ChangedIamPolicy): ReadyChange {
  const { principal, policy } = readIamChange(world, change);
  const before = policyCalled(change.name, world.policiesOf(principal));
  const source = { type: 'identity', name: before?.name ?? change.name } as const;
  return iamChange(world, { change, before, after: policy, title: source }, (question) =>
    isOf(question, principal) ? withPolicy(question, source, policy) : question,
  );
}

/** The policies of a scenario are called as their files are. */
function policyCalled(name: string, policies: readonly NamedPolicy[]): NamedPolicy | null {
  return policies.find((one) => one.name === name) ?? policies.find((one) => one.name === `${name}.json`) ?? null;
}

function boundaryChange(world: World, change: ChangedIamPolicy): ReadyChange {
  const { principal, policy } = readIamChange(world, change);
  const before = world.boundaryOf(principal);
  const source = { type: 'boundary', name: isOwn(before) ? before.name : change.name } as const;
  return iamChange(world, { change, before, after: policy, title: source }, (question) =>
    isOf(question, principal) ? withPolicy(question, source, policy) : question,
  );
}

interface IamPolicyChange {
  readonly change: ChangedIamPolicy;
  readonly before: NamedPolicy | null;
  readonly after: CompiledPolicy | null;
  readonly title: { readonly type: 'identity' | 'boundary'; readonly name: string };
}

/** A policy that others have too changes for them as well, unless it is AWS's own: nobody changes that. */
function iamChange(
  world: World,
  { change, before, after, title }: IamPolicyChange,
  forOne: ReadyChange['apply'],
): ReadyChange {
  const diff = policyDiff({ policy: title, before: before?.policy.text ?? null, after: after?.text ?? null });
  const isShared = after !== null && isOwn(before);
  const others = isShared ? holders(world, before) - 1 : 0;
  const more =
    others > 0 ? ` and ${others} other${others === 1 ? '' : 's'} that ${others === 1 ? 'has' : 'have'} it` : '';
  return {
    apply: isShared ? (question) => withReplaced(question, before, { name: before.name, policy: after }) : forOne,
    diff: { ...diff, policy: `${diff.policy} of ${change.principal}${more}` },
  };
}

function isOwn(policy: NamedPolicy | null): policy is NamedPolicy {
  return policy !== null && policy.policy.accountId !== AWS_ACCOUNT;
}

/** How many users and roles have a policy, or are bounded by it: they all have the same object. */
function holders(world: World, policy: NamedPolicy): number {
  return principals(world).filter(({ arn }) => {
    const principal = resolvePrincipal(world, arn);
    return world.boundaryOf(principal) === policy || world.policiesOf(principal).includes(policy);
  }).length;
}

function withReplaced(question: AuthorizationRequest, before: NamedPolicy, after: NamedPolicy): AuthorizationRequest {
  const { identityPolicies, guardrails } = question;
  return {
    ...question,
    identityPolicies: identityPolicies.map((one) => (one === before ? after : one)),
    guardrails: guardrails.boundary === before ? { ...guardrails, boundary: after } : guardrails,
  };
}

function readIamChange(world: World, { principal: text, name, policy }: ChangedIamPolicy) {
  const principal = resolvePrincipal(world, principalNamed(world, text));
  if (principal.type === 'root')
    throw new LabError(`expected a user or role, got '${text}', which has no IAM policies`);
  const where = `policy ${name} of ${text}`;
  return { principal, policy: policy === null ? null : readIamPolicy(policy, principal.accountId, where) };
}

function readIamPolicy(text: string, accountId: AccountId, what: string): CompiledPolicy {
  try {
    return parsePolicy(text, { kind: 'identity', accountId });
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw new LabError(`IAM would not take ${what}: ${error.message}`, { cause: error });
  }
}

/** Whether the user or role is the one that asks, itself or in a session of the role. */
function isOf(question: AuthorizationRequest, principal: Principal): boolean {
  return callerOf(question) === callerOf({ principal });
}

/** The user or role whose policies count, or whoever calls. */
export function callerOf({ principal }: Pick<AuthorizationRequest, 'principal'>): string {
  return identityArnOf(principal) ?? principal.arn;
}
