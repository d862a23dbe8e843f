import { partitionOf, type Region } from '../cloud/regions.ts';
import { algorithmsOf, factsOf, type KeySpec } from '../crypto/key-specs.ts';
import { ValidationException } from '../errors/common-errors.ts';
import { UnsupportedOperationException } from '../errors/kms-errors.ts';
import type { KeyUsage } from '../keys/key-record.ts';

/** CreateKey's members that say what kind of key it is to be. */
interface KindInput {
  readonly KeySpec?: KeySpec;
  readonly CustomerMasterKeySpec?: KeySpec;
  readonly KeyUsage?: KeyUsage;
}

/**
 * Spec and usage of a new key. Only a symmetric encryption key has a usage by default.
 * @throws {ValidationException} when both names of the spec are there, or spec and usage don't go together.
 * @throws {UnsupportedOperationException} for a spec that the Region's partition hasn't got.
 * Source: KMS API Reference, CreateKey; wire.md section 6.
 */
export function chooseKeyKind(
  { KeySpec, CustomerMasterKeySpec, KeyUsage }: KindInput,
  region: Region,
): { readonly keySpec: KeySpec; readonly keyUsage: KeyUsage } {
  if (KeySpec !== undefined && CustomerMasterKeySpec !== undefined) {
    throw new ValidationException(
      'You cannot specify KeySpec and CustomerMasterKeySpec in the same request. CustomerMasterKeySpec is deprecated.',
    );
  }
  const keySpec = KeySpec ?? CustomerMasterKeySpec ?? 'SYMMETRIC_DEFAULT';
  if (!factsOf(keySpec).partitions.includes(partitionOf(region))) {
    throw new UnsupportedOperationException(
      `KeySpec ${keySpec} is not supported in this region.`,
      'not-in-this-region',
    );
  }
  return { keySpec, keyUsage: chooseUsage(keySpec, KeyUsage) };
}

function chooseUsage(keySpec: KeySpec, usage: KeyUsage | undefined): KeyUsage {
  if (keySpec === 'SYMMETRIC_DEFAULT') {
    if (usage === undefined || usage === 'ENCRYPT_DECRYPT') return 'ENCRYPT_DECRYPT';
    throw new ValidationException(
      `The operation failed because the KeyUsage value of the CMK is ${usage}. To perform this operation, the KeyUsage value must be ENCRYPT_DECRYPT.`,
    );
  }
  if (usage === undefined) {
    throw new ValidationException('You must specify a KeyUsage value for an asymmetric CMK.');
  }
  if (algorithmsOf(keySpec, usage).length === 0) {
    throw new ValidationException(`KeyUsage ${usage} is not compatible with KeySpec ${keySpec}`);
  }
  return usage;
}
