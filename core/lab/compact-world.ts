import { blocksInUse } from './blocks-in-use.ts';
import { checkpointOf } from './checkpoint.ts';
import { isDestroyed } from './destroyed-material.ts';
import { reopen } from './rebuild.ts';
import type { Store } from './store.ts';

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
