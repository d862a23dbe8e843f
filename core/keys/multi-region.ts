import type { World } from '../lab/world.ts';
import type { KeyRecord } from './key-record.ts';

/**
 * A multi-Region key and all that are related to it: one id, one account, a Region each. The key alone where it is a
 * single-Region key. Source: KMS Developer Guide, "Multi-Region keys in AWS KMS".
 */
export function relatedKeys(world: World, key: KeyRecord): readonly KeyRecord[] {
  if (!key.multiRegion) return [key];
  const related = world.keysOfId(key.accountId, key.keyId);
  return related.some(({ arn }) => arn === key.arn) ? related : [key, ...related];
}

/** The primary of a set of related keys. */
export function primaryOf(world: World, key: KeyRecord): KeyRecord | undefined {
  return relatedKeys(world, key).find(({ machine }) => !machine.context.isReplica);
}

/** The other keys of the set that follow this one; none where it is no primary. */
export function replicasOf(world: World, key: KeyRecord): readonly KeyRecord[] {
  return key.machine.context.isReplica ? [] : relatedKeys(world, key).filter(({ arn }) => arn !== key.arn);
}

/** Whether a key of the set has not imported what waits to be rotated in. */
export function lacksMaterial(world: World, key: KeyRecord, keyMaterialId: string): boolean {
  return relatedKeys(world, key).some(
    ({ machine }) => machine.context.pendingMaterial?.keyMaterialId !== keyMaterialId,
  );
}
