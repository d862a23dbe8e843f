import { checkpointOf } from './checkpoint.ts';
import type { World } from './world.ts';

/** The ids of the EBS blocks that volumes, snapshots and work under way refer to, in whatever part of them. */
export function blocksInUse(world: World): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const { part, json } of checkpointOf(world, 0).chunks) {
    if (part !== 'volumes' && part !== 'snapshots') continue;
    for (const [id] of json.matchAll(/block-[0-9a-f]{32}/g)) ids.add(id);
  }
  return ids;
}
