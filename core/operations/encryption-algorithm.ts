import { InvalidKeyUsageException } from '../errors/kms-errors.ts';
import type { KeyRecord } from '../keys/key-record.ts';

/**
 * Refuses an algorithm that does not go with the key's spec; SYMMETRIC_DEFAULT is what AWS takes where none is named.
 * @throws {InvalidKeyUsageException} Source: wire.md section 7.
 */
export function checkEncryptionAlgorithm(algorithm: string | undefined, key: KeyRecord): void {
  if (algorithm !== undefined && algorithm !== 'SYMMETRIC_DEFAULT') {
    throw new InvalidKeyUsageException(
      `Algorithm ${algorithm} is incompatible with key spec ${key.keySpec}.`,
      'wrong-algorithm',
    );
  }
}
