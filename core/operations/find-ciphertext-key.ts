import { parseAccountId } from '../cloud/arn.ts';
import { parseBlob } from '../crypto/ciphertext-blob.ts';
import type { EncryptionContext } from '../crypto/encryption-context.ts';
import { ValidationException } from '../errors/common-errors.ts';
import { AccessDeniedException, IncorrectKeyException } from '../errors/kms-errors.ts';
import { HIDDEN_KEY_MESSAGE } from '../errors/messages.ts';
import type { Bytes } from '../ports.ts';
import { keyTarget } from './find-key.ts';
import type { Method } from './key-encryption.ts';
import type { Scope, Target } from './operation.ts';

/**
 * The key to decrypt with: for the symmetric algorithm the ciphertext names it, for all others the request must,
 * and in a dry run that ignores the ciphertext too.
 * @throws {ValidationException} where it doesn't; see also `ciphertextTarget` and `keyTarget`.
 * Source: KMS API Reference, Decrypt; wire.md section 6.
 */
export function decryptionTarget(
  scope: Scope,
  action: string,
  { ciphertext, named, algorithm, context }: Encrypted,
): Target {
  if (algorithm === 'SYMMETRIC_DEFAULT' && ciphertext !== null) {
    return ciphertextTarget(scope, ciphertext, named, action, context);
  }
  if (named === undefined) throw new ValidationException('KeyId must not be null');
  return keyTarget(scope, named, action, { forms: 'any', context });
}

/** A ciphertext, how it was encrypted, and the key that the request names for it. */
interface Encrypted extends Method {
  /** Null where it doesn't matter. */
  readonly ciphertext: Bytes | null;
  readonly named: string | undefined;
}

/**
 * The key to decrypt with: the one that the ciphertext names, in the endpoint's Region. Where the request names a key
 * too, it must be that one.
 * @throws {InvalidCiphertextException} for bytes that are no ciphertext of KMS's.
 * @throws {IncorrectKeyException} when the request names another key.
 * @throws {AccessDeniedException} when the key isn't there: AWS does not say so of a ciphertext.
 * Source: KMS API Reference, Decrypt; keys.md section 6.
 */
function ciphertextTarget(
  scope: Scope,
  blob: Bytes,
  named: string | undefined,
  action: string,
  context: EncryptionContext,
): Target {
  const { keyId, accountId } = parseBlob(blob).header;
  const owner = parseAccountId(accountId);
  const key = owner === null ? undefined : scope.world.keyById(owner, scope.request.region, keyId);
  if (named !== undefined) {
    // A bare id is one of the caller's own account, save that of the ciphertext's key, which may be another's.
    const isCiphertextsOwn = key !== undefined && named === keyId;
    const target = keyTarget(scope, isCiphertextsOwn ? key.arn : named, action, { forms: 'any', context });
    if (target.key !== key) throw new IncorrectKeyException();
    return isCiphertextsOwn ? { ...target, found: { given: named, keyArn: key.arn, alias: null } } : target;
  }
  if (key === undefined) throw new AccessDeniedException(HIDDEN_KEY_MESSAGE, 'ciphertext-of-unknown-key');
  return {
    action,
    resourceArn: key.arn,
    ownerAccountId: key.accountId,
    key,
    found: { given: 'ciphertext', keyArn: key.arn, alias: null },
    encryptionContext: context,
  };
}
