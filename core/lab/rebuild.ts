import type { EpochMs } from '../ports.ts';
import { applyFact } from './apply-fact.ts';
import type { JournalEntry } from './journal.ts';
import { World } from './world.ts';

/** The world as it was at an instant, from its journal. What machines asked for then is in the journal as facts. */
export function rebuild(journal: Iterable<JournalEntry>, until: EpochMs = Number.POSITIVE_INFINITY): World {
  const world = new World();
  for (const { at, fact } of journal) {
    if (at > until) break;
    applyFact(world, at, fact);
  }
  if (Number.isFinite(until)) world.now = until;
  return world;
}
