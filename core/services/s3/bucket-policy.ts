import type { CompiledPolicy } from '../../access/policy.ts';
import type { Bucket } from './bucket.ts';

/** What a bucket without a policy has: one that says nothing, so that nobody of another account comes in. */
const SAYS_NOTHING: Omit<CompiledPolicy, 'accountId'> = Object.freeze({
  kind: 'bucket',
  text: '',
  document: {},
  version: '2012-10-17',
  id: null,
  statements: [],
  conditionKeys: [],
  reads: [],
  identityArns: [],
  principalIds: {},
});

/** The policy that a decision about a bucket asks. */
export function policyOf({ policy, accountId }: Pick<Bucket, 'policy' | 'accountId'>): CompiledPolicy {
  return policy ?? { ...SAYS_NOTHING, accountId };
}
