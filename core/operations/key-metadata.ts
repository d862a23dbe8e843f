import { type KeyRecord, keyStateOf } from '../keys/key-record.ts';
import { currentKeyMaterialId } from '../keys/key-snapshot.ts';
import type { EpochMs } from '../ports.ts';

/** An instant as KMS's wire has it: seconds since 1970, with a fraction to the millisecond. */
export function epochSeconds(at: EpochMs): number {
  return at / 1000;
}

/** KeyMetadata of a symmetric key. Source: KMS API Reference, KeyMetadata; keys.md section 2. */
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
    CustomerMasterKeySpec: key.keySpec,
    KeySpec: key.keySpec,
    EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
    MultiRegion: key.multiRegion,
    ...(materialId === null ? {} : { CurrentKeyMaterialId: materialId }),
  };
}
