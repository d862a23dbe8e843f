import { locksOutCaller } from '../access/lockout.ts';
import { type CompiledPolicy, parsePolicy } from '../access/policy.ts';
import { PolicyError } from '../access/policy-error.ts';
import type { AccountId, KeyArn } from '../cloud/arn.ts';
import { utf8 } from '../crypto/bytes.ts';
import { LimitExceededException, MalformedPolicyDocumentException } from '../errors/kms-errors.ts';
import type { HandleScope } from './operation.ts';

/** Bytes that a key policy may have. Source: KMS Developer Guide, "Resource quotas". */
const POLICY_BYTES = 32_768;

/**
 * A key policy that may be stored: well formed, with principals that exist, and one that lets its writer change it
 * again, unless that check is bypassed.
 * @throws {MalformedPolicyDocumentException, LimitExceededException}
 * Source: KMS API Reference, PutKeyPolicy and CreateKey; access.md section 3.
 */
export function acceptKeyPolicy(
  text: string,
  { keyArn, accountId, bypassesLockoutCheck }: { keyArn: KeyArn; accountId: AccountId; bypassesLockoutCheck: boolean },
  { world, request }: HandleScope,
): CompiledPolicy {
  const bytes = utf8(text).length;
  if (bytes > POLICY_BYTES) {
    throw new LimitExceededException(`The key policy has ${bytes} bytes; at most ${POLICY_BYTES} are allowed.`);
  }
  let policy: CompiledPolicy;
  try {
    policy = parsePolicy(text, { kind: 'key', accountId, principalExists: (arn) => world.hasPrincipal(arn) });
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    const because = error.problem === 'condition-not-supported' ? 'condition-not-supported' : 'malformed-policy';
    throw new MalformedPolicyDocumentException(error.message, because);
  }
  if (bypassesLockoutCheck) return policy;
  if (locksOutCaller(policy, request.principal, world.policiesOf(request.principal), keyArn, accountId)) {
    throw new MalformedPolicyDocumentException(
      'The new key policy will not allow you to update the key policy in the future.',
      'policy-lockout',
    );
  }
  return policy;
}
