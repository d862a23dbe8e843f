import type { AuthorizationRequest } from '../access/decision.ts';
import { locksOutCaller } from '../access/lockout.ts';
import { type CompiledPolicy, parsePolicy } from '../access/policy.ts';
import { PolicyError } from '../access/policy-error.ts';
import { exceedsLimit, POLICY_LIMITS, policySize } from '../access/policy-limits.ts';
import { NO_CONTEXT } from '../crypto/encryption-context.ts';
import { LimitExceededException, MalformedPolicyDocumentException } from '../errors/kms-errors.ts';
import type { KeyIdentity } from '../keys/key-record.ts';
import { callFacts, keyFacts, questionOf } from '../lab/question.ts';
import type { World } from '../lab/world.ts';
import { resourceQuotaIn } from '../quotas/quota-settings.ts';
import type { HandleScope, Scope } from './operation.ts';

/**
 * A key policy as KMS reads it: well formed, with principals that exist.
 * @throws {MalformedPolicyDocumentException, LimitExceededException}
 * Source: KMS API Reference, PutKeyPolicy and CreateKey; access.md section 3.
 */
export function readKeyPolicy(text: string, key: Pick<KeyIdentity, 'accountId'>, world: World): CompiledPolicy {
  const limit = { ...POLICY_LIMITS.key, most: resourceQuotaIn(world.quotas, 'keyPolicyBytes') };
  if (exceedsLimit(text, limit)) {
    throw new LimitExceededException(
      `The key policy has ${policySize(text, limit)} bytes; at most ${limit.most} are allowed.`,
    );
  }
  try {
    return parsePolicy(text, {
      kind: 'key',
      accountId: key.accountId,
      principalExists: (arn) => world.hasPrincipal(arn),
    });
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw new MalformedPolicyDocumentException(error.message, 'malformed-policy', { cause: error });
  }
}

/** AWS's text where whoever puts a policy could not change it again. Source: observed on KMS, wire.md section 7. */
export const LOCKOUT_TEXT = 'The new key policy will not allow you to update the key policy in the future.';

/**
 * A key policy that may be stored: one that KMS can read, and that lets its writer change it again, unless that check
 * is bypassed.
 * @throws {MalformedPolicyDocumentException, LimitExceededException}
 * Source: KMS API Reference, PutKeyPolicy and CreateKey; access.md section 3.
 */
export function acceptKeyPolicy(
  text: string,
  { key, bypassesLockoutCheck }: { readonly key: KeyIdentity; readonly bypassesLockoutCheck: boolean },
  { world, request, at }: HandleScope,
): CompiledPolicy {
  const policy = readKeyPolicy(text, key, world);
  if (bypassesLockoutCheck) return policy;
  if (locksOutCaller(policy, changeAfterwards(policy, text, key, { world, request, at }))) {
    throw new MalformedPolicyDocumentException(LOCKOUT_TEXT, 'policy-lockout');
  }
  return policy;
}

/** The kms:PutKeyPolicy that the caller could make, were `policy` the key's: what the lock-out check asks about. */
export function changeAfterwards(
  policy: CompiledPolicy,
  text: string,
  key: KeyIdentity,
  { world, request, at }: Scope,
): AuthorizationRequest {
  const call = callFacts({ ...request, operation: 'PutKeyPolicy' }, world, at, { KeyId: key.arn, Policy: text }, []);
  return questionOf(request, world, call, {
    action: 'kms:PutKeyPolicy',
    resourceArn: key.arn,
    resourceAccountId: key.accountId,
    keyPolicy: policy,
    grants: [],
    isCrossAccountOperation: false,
    encryptionContext: NO_CONTEXT,
    resource: keyFacts(world, key, null),
  });
}
