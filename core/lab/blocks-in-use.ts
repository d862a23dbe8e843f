import { checkpointOf } from './checkpoint.ts';
import type { World } from './world.ts';

/** Parts of a world whose data lies in blocks. */
const WITH_BLOCKS: readonly string[] = [
  'volumes',
  'snapshots',
  'objects',
  'uploads',
  'messages',
  'items',
  'databases',
  'dbSnapshots',
  'functions',
];

/** The ids of the blocks that volumes, databases, snapshots, functions, objects, messages and work under way refer to. */

/** The ids of the blocks that volumes, databases, snapshots, functions, objects, messages and work under way refer to. */
export function blocksInUse(world: World): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const { part, json } of checkpointOf(world, 0).chunks) {
    if (!WITH_BLOCKS.includes(part)) continue;
    for (const [id] of json.matchAll(/block-[0-9a-f]{32}/g)) ids.add(id);
  }
  return ids;
}
