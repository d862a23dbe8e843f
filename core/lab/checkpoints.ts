import { checkpointOf } from './checkpoint.ts';
import type { Store } from './store.ts';
import type { World } from './world.ts';

/** Opening goes through this many facts again at most, or through half as many as the world has things, if that is more. */
const FACTS_WHILE_OPEN = 2_000;
/** At the end it is worth more: whoever opens the world next waits for it. */
const FACTS_AT_THE_END = 100;
/** Rows of CloudTrail are gone through much faster. */
const ENTRIES = 200_000;

/** When a checkpoint is worth its while: it takes time with the size of the world, and saves time with what happened since. */
export class Checkpoints {
  readonly #store: Store;
  #facts: number;
  #length: number;

  /** `facts` have become true since the last one. */
  constructor(store: Store, facts = 0) {
    this.#store = store;
    this.#facts = facts;
    this.#length = store.length;
  }

  note(facts: number): void {
    this.#facts += facts;
  }

  /** The journal is shorter than it was, and a checkpoint of what is gone is gone with it. */
  wereCut(): void {
    this.#length = Math.min(this.#length, this.#store.length);
  }

  /** Takes one where it is time for one. */
  takeIfDue(world: World, when: 'while open' | 'at the end'): void {
    const facts = when === 'while open' ? FACTS_WHILE_OPEN : FACTS_AT_THE_END;
    const isDue = this.#facts > Math.max(facts, thingsIn(world) / 2) || this.#store.length - this.#length > ENTRIES;
    if (isDue) this.take(world);
  }

  take(world: World): void {
    this.#store.putCheckpoint(checkpointOf(world, this.#store.length));
    this.#facts = 0;
    this.#length = this.#store.length;
  }
}

/** About how much there is in a world, for what a checkpoint of it costs. */
export function thingsIn({ keys, aliases, grants, volumes, snapshots, identities }: World): number {
  return keys.size + aliases.size + grants.size + volumes.size + snapshots.size + identities.size;
}
