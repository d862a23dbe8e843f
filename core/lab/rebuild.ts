import type { KeyArn } from '../cloud/arn.ts';
import type { EpochMs } from '../ports.ts';
import { noteUse } from './apply-fact.ts';
import { worldOf } from './checkpoint.ts';
import type { JournalEntry } from './journal.ts';
import { makeTrue } from './make-true.ts';
import type { KeyUse, Store } from './store.ts';
import { World } from './world.ts';

/** The world as it was at an instant, from its journal. What machines asked for then is in the journal as facts. */
export function rebuild(journal: Iterable<JournalEntry>, until: EpochMs = Number.POSITIVE_INFINITY): World {
  const world = new World();
  for (const { at, fact } of journal) {
    if (at > until) break;
    makeTrue(world, at, fact);
  }
  if (Number.isFinite(until)) world.now = until;
  return world;
}

/**
 * The world that a store holds: its last checkpoint, and what became true since. Of CloudTrail's rows, which are most
 * of a journal, only what they change is read.
 * @returns with the world how many changes the checkpoint did not have.
 */
export function reopen(store: Store): { readonly world: World; readonly changes: number } {
  const checkpoint = store.checkpoint();
  const world = checkpoint === null ? new World() : worldOf(checkpoint);
  const from = checkpoint?.length ?? 0;
  const uses = store.uses(from)[Symbol.iterator]();
  let use = uses.next();
  const noteUsesBefore = (seq: number): void => {
    for (; use.done !== true && use.value.seq < seq; use = uses.next()) noteUses(world, use.value);
  };
  let changes = 0;
  for (const { seq, at, fact } of store.changes(from)) {
    noteUsesBefore(seq);
    makeTrue(world, at, fact);
    changes += 1;
  }
  noteUsesBefore(store.length);
  world.trailLength += store.length - from - changes;
  world.now = store.lastAt ?? world.now;
  return { world, changes };
}

function noteUses(world: World, { keyArns, ...use }: KeyUse): void {
  for (const keyArn of keyArns) noteUse(world, keyArn as KeyArn, use);
}
