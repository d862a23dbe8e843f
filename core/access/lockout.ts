import { type AuthorizationRequest, NO_GUARDRAILS } from './decision.ts';
import { evaluate } from './evaluate.ts';
import { findingsOf } from './judge.ts';
import type { CompiledPolicy } from './policy.ts';

/**
 * Whether `policy` as the key's policy would shut the caller out of changing it again: AWS's lockout safety check.
 * `next` is the kms:PutKeyPolicy that the caller could make afterwards; conditions are asked about that very call.
 * Trust in the account is enough, whatever the caller's IAM policies say, since the account's administrators can mend
 * those. Where the policy only names the caller, a Deny in its IAM policies shuts it out as well. What an organization, a
 * boundary, a session or an endpoint forbids is not asked: AWS looks at what the key policy allows the caller.
 * Source: API_PutKeyPolicy, "BypassPolicyLockoutSafetyCheck"; access.md section 3.
 */
export function locksOutCaller(policy: CompiledPolicy, next: AuthorizationRequest): boolean {
  const request = { ...next, keyPolicy: policy, guardrails: NO_GUARDRAILS };
  const ofKey = evaluate(policy, { type: 'key' }, request);
  const ofIam = request.identityPolicies.flatMap(({ name, policy: own }) =>
    evaluate(own, { type: 'identity', name }, request),
  );
  const { isForeign, denies, named, trusted } = findingsOf(request, ofKey, null);
  if (isForeign || denies.length > 0) return true;
  return trusted.length === 0 && (named.length === 0 || findingsOf(request, ofIam, null).denies.length > 0);
}
