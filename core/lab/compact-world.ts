import { blocksInUse } from './blocks-in-use.ts';
import { checkpointOf } from './checkpoint.ts';
import { reopen } from './rebuild.ts';
import type { SealedItem, Store } from './store.ts';
import type { World } from './world.ts';

/** What compacting took away for good. */
export interface Compacted {
  readonly materials: number;
  readonly blocks: number;
}

/**
 * Forgets what AWS would have destroyed: the material of deleted keys, material that was deleted by itself, and
 * blocks that nothing refers to. Past moments can still be shown, but nothing opens with that material any more.
 */
export function compactWorld(store: Store): Compacted {
  const { world } = reopen(store);
  const destroyed = [...store.sealed()].filter((item) => isDestroyed(world, item));
  for (const name of destroyed) store.dropSealed(name);
  const inUse = blocksInUse(world);
  const unused = [...store.blockIds()].filter((id) => !inUse.has(id));
  for (const id of unused) store.dropBlock(id);
  store.putCheckpoint(checkpointOf(world, store.length));
  return { materials: destroyed.length, blocks: unused.length };
}

/** Whether AWS would have destroyed a material: it is marked so, or its key is gone. Other secrets than keys' stay. */
export function isDestroyed(world: World, { keyArn, keyMaterialId, isDestroyed }: SealedItem): boolean {
  if (isDestroyed) return true;
  if (keyArn.includes(':s3:::')) return isOfGoneBucket(world, keyArn, keyMaterialId);
  if (keyArn.includes(':volume/')) return isHeldNoMore(world, keyArn, keyMaterialId);
  if (keyArn.includes(':dynamodb:')) return world.tables.get(keyArn)?.ownedKey.sealedId !== keyMaterialId;
  if (keyArn.includes(':sqs:')) return world.queues.get(keyArn)?.ownedKey.sealedId !== keyMaterialId;
  return keyArn.includes(':key/') && world.key(keyArn) === undefined;
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
