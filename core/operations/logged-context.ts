import type { EncryptionContext } from '../crypto/encryption-context.ts';

/** The encryption context as CloudTrail logs it: in plain text, and left out where the request has none. */
export function loggedContext(context: EncryptionContext | undefined): {
  readonly encryptionContext?: EncryptionContext;
} {
  return context === undefined ? NOTHING : { encryptionContext: context };
}

const NOTHING = {};
