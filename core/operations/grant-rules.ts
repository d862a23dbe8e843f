import { ValidationException } from '../errors/common-errors.ts';
import type { GrantConstraints, GrantOperation } from '../grants/grant.ts';
import type { KeyRecord } from '../keys/key-record.ts';

/** Operations that a grant may allow on a key of any kind. */
const ON_EVERY_KEY: readonly GrantOperation[] = ['CreateGrant', 'RetireGrant', 'DescribeKey'];
const ON_SYMMETRIC_KEYS: readonly GrantOperation[] = [
  'Encrypt',
  'Decrypt',
  'GenerateDataKey',
  'GenerateDataKeyWithoutPlaintext',
  'GenerateDataKeyPair',
  'GenerateDataKeyPairWithoutPlaintext',
  'ReEncryptFrom',
  'ReEncryptTo',
];
const BY_USAGE = {
  ENCRYPT_DECRYPT: ['Encrypt', 'Decrypt', 'ReEncryptFrom', 'ReEncryptTo', 'GetPublicKey'],
  SIGN_VERIFY: ['Sign', 'Verify', 'GetPublicKey'],
  GENERATE_VERIFY_MAC: ['GenerateMac', 'VerifyMac'],
  KEY_AGREEMENT: ['DeriveSharedSecret', 'GetPublicKey'],
  ENCAPSULATE_DECAPSULATE: ['Encapsulate', 'Decapsulate', 'GetPublicKey'],
} as const satisfies Record<KeyRecord['keyUsage'], readonly GrantOperation[]>;

/** Pairs of an encryption context constraint, and its characters. Source: KMS API Reference, GrantConstraints. */
const MOST_PAIRS = 8;
const MOST_CHARACTERS = 384;

/**
 * Refuses what no grant on such a key may have.
 * @throws {ValidationException} for an operation that the key does not have, or a constraint that it cannot have.
 * Source: KMS API Reference, CreateGrant, "Operations" and "Constraints"; access.md section 7. The texts are ours.
 */
export function checkGrant(key: KeyRecord, operations: readonly GrantOperation[], constraints: GrantConstraints): void {
  const isSymmetric = key.keySpec === 'SYMMETRIC_DEFAULT';
  const allowed: readonly GrantOperation[] = isSymmetric ? ON_SYMMETRIC_KEYS : BY_USAGE[key.keyUsage];
  const wrong = operations.find((operation) => !allowed.includes(operation) && !ON_EVERY_KEY.includes(operation));
  if (wrong !== undefined) {
    throw new ValidationException(
      `Grant operation ${wrong} is not supported for a key of key spec ${key.keySpec} and key usage ${key.keyUsage}.`,
    );
  }
  const { encryptionContextEquals, encryptionContextSubset } = constraints;
  for (const context of [encryptionContextEquals, encryptionContextSubset]) {
    if (context === undefined) continue;
    if (!isSymmetric) {
      throw new ValidationException(
        'Encryption context grant constraints are only supported for symmetric encryption keys.',
      );
    }
    const pairs = Object.entries(context);
    const characters = pairs.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
    if (pairs.length > MOST_PAIRS || characters > MOST_CHARACTERS) {
      throw new ValidationException(
        `A grant constraint may have ${MOST_PAIRS} encryption context pairs of ${MOST_CHARACTERS} characters in all.`,
      );
    }
  }
}
