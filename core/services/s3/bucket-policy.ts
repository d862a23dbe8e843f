import type { CompiledPolicy } from '../../access/policy.ts';
import type { Bucket } from './bucket.ts';

/** What buckets without a policy have, each its own: one that says nothing, so that nobody of another account comes in. */
const silent = new WeakMap<Bucket, CompiledPolicy>();

/** The policy that a decision about a bucket asks. */
export function policyOf(bucket: Bucket): CompiledPolicy {
  if (bucket.policy !== null) return bucket.policy;
  let policy = silent.get(bucket);
  if (policy === undefined) {
    policy = saysNothing(bucket);
    silent.set(bucket, policy);
  }
  return policy;
}

function saysNothing({ accountId }: Bucket): CompiledPolicy {
  return {
    kind: 'bucket',
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
