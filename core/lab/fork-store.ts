import { blocksInUse } from './blocks-in-use.ts';
import { isDestroyed } from './destroyed-material.ts';
import type { JournalEntry } from './journal.ts';
import { reopen } from './rebuild.ts';
import type { Store } from './store.ts';
import type { World } from './world.ts';

/**
 * Puts the beginning of a journal into an empty store, with the sealed material and the blocks that its world has: a
 * world of its own from there on. Material that was destroyed since is still sealed in `from`, until that is compacted.
 * @returns the world after those `length` entries.
 */
export function forkStore(from: Store, into: Store, length: number): World {
  into.append([...first(from.journal(), length)]);
  const { world } = reopen(into);
  for (const item of from.sealed()) {
    if (!isDestroyed(world, item)) into.putSealed(item, item.sealed);
  }
  for (const id of blocksInUse(world)) {
    const bytes = from.getBlock(id);
    if (bytes !== undefined) into.putBlock(id, bytes);
  }
  into.flush();
  return world;
}

function* first(journal: Iterable<JournalEntry>, length: number): Iterable<JournalEntry> {
  for (const entry of journal) {
    if (entry.seq >= length) return;
    yield entry;
  }
}
