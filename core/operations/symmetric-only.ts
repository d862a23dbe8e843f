import { InvalidKeyUsageException, UnsupportedOperationException } from '../errors/kms-errors.ts';
import type { KeyRecord } from '../keys/key-record.ts';

/**
 * Rotation is for symmetric encryption keys.
 * @throws {UnsupportedOperationException} without a message, as KMS was seen to do it. Source: wire.md section 7.
 */
export function checkSymmetric({ keySpec }: KeyRecord): void {
  if (keySpec !== 'SYMMETRIC_DEFAULT') throw new UnsupportedOperationException('', 'key-never-rotates');
}

/**
 * Data keys are wrapped under symmetric keys, though RSA keys may have the same usage.
 * @throws {InvalidKeyUsageException} Source: wire.md section 7.
 */
export function checkWrapsDataKeys({ keySpec }: KeyRecord): void {
  if (keySpec !== 'SYMMETRIC_DEFAULT') {
    throw new InvalidKeyUsageException('You cannot generate a data key with an asymmetric CMK', 'wrong-key-usage');
  }
}
