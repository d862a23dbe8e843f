import type { CompiledPolicy } from '../access/policy.ts';
import type { PolicyKind } from '../access/policy-document.ts';
import type { AccountId } from '../cloud/arn.ts';

/** What resources without a policy have, each its own: one that says nothing, so that nobody of another account comes in. */
const silent = new WeakMap<object, CompiledPolicy>();

interface WithPolicy {
  readonly accountId: AccountId;
  readonly policy: CompiledPolicy | null;
}

/** The policy that a decision about a resource asks, for resources that need have none. */
export function askedPolicy(resource: WithPolicy, kind: PolicyKind): CompiledPolicy {
  if (resource.policy !== null) return resource.policy;
  let policy = silent.get(resource);
  if (policy === undefined) {
    policy = saysNothing(resource.accountId, kind);
    silent.set(resource, policy);
  }
  return policy;
}

function saysNothing(accountId: AccountId, kind: PolicyKind): CompiledPolicy {
  return {
    kind,
    accountId,
    text: '',
    document: {},
    version: '2012-10-17',
    id: null,
    statements: [],
    conditionKeys: [],
    conditionKeyNames: [],
    reads: [],
    identityArns: [],
    principalIds: {},
    hasChangingResources: false,
    isForEveryResource: true,
    memory: { last: null, lately: [] },
  };
}
