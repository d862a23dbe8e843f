import { algorithmsOf } from '../crypto/key-specs.ts';
import { InvalidKeyUsageException } from '../errors/kms-errors.ts';
import type { KeyRecord } from '../keys/key-record.ts';

/**
 * Refuses an algorithm that does not go with the key's spec.
 * @throws {InvalidKeyUsageException} Source: wire.md section 7.
 */
export function checkAlgorithm(algorithm: string, { keySpec, keyUsage }: KeyRecord): void {
  if (!algorithmsOf(keySpec, keyUsage).includes(algorithm)) {
    throw new InvalidKeyUsageException(
      `Algorithm ${algorithm} is incompatible with key spec ${keySpec}.`,
      'wrong-algorithm',
    );
  }
}
