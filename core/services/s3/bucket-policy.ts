import type { CompiledPolicy } from '../../access/policy.ts';
import { askedPolicy } from '../silent-policy.ts';
import type { Bucket } from './bucket.ts';

/** The policy that a decision about a bucket asks. */
export function policyOf(bucket: Bucket): CompiledPolicy {
  return askedPolicy(bucket, 'bucket');
}
