import { ValidationException } from '../errors/common-errors.ts';
import type { Bytes } from '../ports.ts';
import { list, oneOf } from './shape.ts';

/** Source: KMS API Reference, Decrypt, DryRunModifiers. */
export const DryRunModifiers = list(oneOf(['IGNORE_CIPHERTEXT']));

interface DryRunInput {
  readonly CiphertextBlob?: Bytes;
  readonly DryRun?: boolean;
  readonly DryRunModifiers?: readonly 'IGNORE_CIPHERTEXT'[];
}

/**
 * The ciphertext, or null for a dry run that asks about permission only, whatever the ciphertext.
 * @throws {ValidationException} where one is missing, or a modifier stands beside no dry run.
 */
export function ciphertextOf({ CiphertextBlob, DryRun = false, DryRunModifiers: modifiers = [] }: DryRunInput) {
  if (modifiers.length > 0 && !DryRun) {
    throw new ValidationException('DryRunModifiers can only be specified when DryRun is true.');
  }
  if (modifiers.length > 0) return null;
  if (CiphertextBlob === undefined) {
    throw new ValidationException(
      "1 validation error detected: Value null at 'ciphertextBlob' failed to satisfy constraint: Member must not be null",
    );
  }
  return CiphertextBlob;
}
