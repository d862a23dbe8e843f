import { algorithmsOf, factsOf, type KeySpec } from '../crypto/key-specs.ts';
import { firstExpiry } from '../keys/key-material.ts';
import { type KeyRecord, type KeyUsage, keyStateOf } from '../keys/key-record.ts';
import { currentKeyMaterialId } from '../keys/key-snapshot.ts';
import { relatedKeys } from '../keys/multi-region.ts';
import type { World } from '../lab/world.ts';
import type { EpochMs } from '../ports.ts';
import { keyStoreMetadata } from './key-store-metadata.ts';

/** An instant as KMS's wire has it: seconds since 1970, with a fraction to the millisecond. */
export function epochSeconds(at: EpochMs): number {
  return at / 1000;
}

/** KeyMetadata. Source: KMS API Reference, KeyMetadata; keys.md section 2. */
export function keyMetadata(key: KeyRecord, world: World): Readonly<Record<string, unknown>> {
  const state = keyStateOf(key);
  const { deletionDate, pendingWindowInDays } = key.machine.context;
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
    Origin: key.origin,
    ...expiryMembers(key),
    KeyManager: key.keyManager,
    ...specMembers(key),
    MultiRegion: key.multiRegion,
    ...(key.multiRegion ? { MultiRegionConfiguration: multiRegionConfiguration(key, world) } : {}),
    ...keyStoreMetadata(key, world),
    ...(materialId === null || key.keySpec !== 'SYMMETRIC_DEFAULT' || key.backing !== undefined
      ? {}
      : { CurrentKeyMaterialId: materialId }),
  };
}

/** How long imported material lasts: the earliest end of all that the key has. Nothing while it has none. */
function expiryMembers({ origin, machine: { context } }: KeyRecord): Readonly<Record<string, unknown>> {
  if (origin !== 'EXTERNAL' || !context.materials.some(({ imported }) => imported?.isPresent === true)) return {};
  const validTo = firstExpiry(context);
  return validTo === null
    ? { ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE' }
    : { ValidTo: epochSeconds(validTo), ExpirationModel: 'KEY_MATERIAL_EXPIRES' };
}

/** Source: KMS API Reference, MultiRegionConfiguration. */
function multiRegionConfiguration(key: KeyRecord, world: World): Readonly<Record<string, unknown>> {
  const related = relatedKeys(world, key);
  const named = ({ arn, region }: KeyRecord) => ({ Arn: arn, Region: region });
  const primary = related.find(({ machine }) => !machine.context.isReplica);
  return {
    MultiRegionKeyType: key.machine.context.isReplica ? 'REPLICA' : 'PRIMARY',
    ...(primary === undefined ? {} : { PrimaryKey: named(primary) }),
    ReplicaKeys: related.filter(({ machine }) => machine.context.isReplica).map(named),
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
