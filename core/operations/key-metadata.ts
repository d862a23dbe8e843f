import { algorithmsOf, factsOf, type KeySpec } from '../crypto/key-specs.ts';
import { type KeyRecord, type KeyUsage, keyStateOf } from '../keys/key-record.ts';
import { currentKeyMaterialId } from '../keys/key-snapshot.ts';
import type { EpochMs } from '../ports.ts';

/** An instant as KMS's wire has it: seconds since 1970, with a fraction to the millisecond. */
export function epochSeconds(at: EpochMs): number {
  return at / 1000;
}

/** KeyMetadata. Source: KMS API Reference, KeyMetadata; keys.md section 2. */
export function keyMetadata(key: KeyRecord): Readonly<Record<string, unknown>> {
  const state = keyStateOf(key);
  const { deletionDate, pendingWindowInDays, validTo } = key.machine.context;
  const materialId = currentKeyMaterialId(key.machine);
  return {
    AWSAccountId: key.accountId,
    KeyId: key.keyId,
    Arn: key.arn,
    CreationDate: epochSeconds(key.creationDate),
    Enabled: state === 'Enabled',
    Description: key.description,
    KeyUsage: key.keyUsage,
    KeyState: state,
    ...(state === 'PendingDeletion' && deletionDate !== null ? { DeletionDate: epochSeconds(deletionDate) } : {}),
    ...(state === 'PendingReplicaDeletion' && pendingWindowInDays !== null
      ? { PendingDeletionWindowInDays: pendingWindowInDays }
      : {}),
    ...(validTo === null ? {} : { ValidTo: epochSeconds(validTo) }),
    Origin: key.origin,
    KeyManager: key.keyManager,
    ...specMembers(key),
    MultiRegion: key.multiRegion,
    ...(materialId === null || key.keySpec !== 'SYMMETRIC_DEFAULT' || key.backing !== undefined
      ? {}
      : { CurrentKeyMaterialId: materialId }),
  };
}

/** KeySpec, its deprecated twin where that has the value, and the algorithms: as KeyMetadata and GetPublicKey have them. */
export function specMembers({
  keySpec,
  keyUsage,
}: {
  readonly keySpec: KeySpec;
  readonly keyUsage: KeyUsage;
}): Readonly<Record<string, unknown>> {
  return {
    ...(factsOf(keySpec).isInOldEnum ? { CustomerMasterKeySpec: keySpec } : {}),
    KeySpec: keySpec,
    [ALGORITHM_LISTS[keyUsage]]: algorithmsOf(keySpec, keyUsage),
  };
}

/** Where the algorithms of a usage stand. Source: KMS API Reference, KeyMetadata. */
const ALGORITHM_LISTS = {
  ENCRYPT_DECRYPT: 'EncryptionAlgorithms',
  SIGN_VERIFY: 'SigningAlgorithms',
  GENERATE_VERIFY_MAC: 'MacAlgorithms',
  KEY_AGREEMENT: 'KeyAgreementAlgorithms',
  ENCAPSULATE_DECAPSULATE: 'EncapsulationAlgorithms',
} as const satisfies Record<KeyUsage, string>;
