import type { SealedName } from './store.ts';
import type { World } from './world.ts';

/**
 * Whether AWS would have destroyed what is sealed under a name, or never had it: in this world its key is gone, or has
 * no such material now. The world alone tells, so that it is right for any past moment, after an undo, and in a fork.
 * Other secrets than keys' stay.
 */
export function isDestroyed(world: World, { keyArn, keyMaterialId }: SealedName): boolean {
  if (keyArn.includes(':s3:::')) return isOfGoneBucket(world, keyArn, keyMaterialId);
  if (keyArn.includes(':volume/')) return isHeldNoMore(world, keyArn, keyMaterialId);
  if (keyArn.includes(':dynamodb:')) return world.tables.get(keyArn)?.ownedKey.sealedId !== keyMaterialId;
  if (keyArn.includes(':sqs:')) return world.queues.get(keyArn)?.ownedKey.sealedId !== keyMaterialId;
  return keyArn.includes(':key/') && !isOfKey(world, keyArn, keyMaterialId);
}

/** Whether the key has the material now; imported material may have been taken away, or have expired. */
function isOfKey(world: World, keyArn: string, keyMaterialId: string): boolean {
  const key = world.key(keyArn);
  if (key === undefined) return false;
  const { materials, pendingMaterial } = key.machine.context;
  const found = [...materials, pendingMaterial].find((one) => one?.keyMaterialId === keyMaterialId);
  return found?.imported?.isPresent ?? found !== undefined;
}

/** A data key goes from its host's memory when the volume is detached. */
function isHeldNoMore({ attachments }: World, volumeArn: string, sealedId: string): boolean {
  const attachment = attachments.get(volumeArn.slice(volumeArn.lastIndexOf('/') + 1));
  return attachment?.machine.context.key?.held.sealedId !== sealedId;
}

/** The key that S3 owned for a bucket's objects goes with the bucket; another may have its name by now. */
function isOfGoneBucket({ buckets }: World, bucketArn: string, sealedId: string): boolean {
  return buckets.get(bucketArn.slice(bucketArn.lastIndexOf(':') + 1))?.ownedKey.sealedId !== sealedId;
}
