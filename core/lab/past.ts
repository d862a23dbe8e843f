import type { Bytes } from '../ports.ts';
import { type Checkpoint, checkpointOf, worldOf } from './checkpoint.ts';
import { thingsIn } from './checkpoints.ts';
import type { AnswerTo, LabQuery } from './client.ts';
import type { History } from './history.ts';
import type { JournalEntry } from './journal.ts';
import { makeTrue } from './make-true.ts';
import { MemoryStore } from './memory-store.ts';
import { answerQuery } from './queries.ts';
import { lastRefusal } from './views/told-calls.ts';
import { World } from './world.ts';

/** A moment of a world: how many entries its journal had then, and the world's own files, which no journal keeps. */
export interface Moment {
  readonly length: number;
  readonly files: ReadonlyMap<string, Bytes>;
}

/** So many entries are gone through again at most to come to a moment that lies behind; or as many as the world has things, if that is more. */
const KEYFRAME_ENTRIES = 40;

/**
 * A world's past: any moment of its journal, rebuilt from the entries. Going on from where one looks takes only the
 * entries between; going back begins at the last of the checkpoints that were taken on the way.
 */
export class Past {
  readonly #entries: readonly JournalEntry[];
  readonly #history: History;
  readonly #keyframes: Checkpoint[] = [];
  #at: { readonly world: World; length: number } = { world: new World(), length: 0 };
  #store: MemoryStore | null = null;

  /** `history` remembers the requests of the whole journal. */
  constructor(entries: readonly JournalEntry[], history: History) {
    this.#entries = entries;
    this.#history = history;
  }

  /** The entries of the whole journal. */
  get entries(): readonly JournalEntry[] {
    return this.#entries;
  }

  /** What the lab would have answered at that moment. @throws {LabError} as the lab would */
  ask<Q extends LabQuery>(query: Q, { length, files }: Moment): AnswerTo<Q> {
    const world = this.worldAt(length);
    const store = this.#storeAt(length);
    // Left out, it is the last refusal of then, which the history of all that came later does not know.
    const asked =
      query.type === 'why' && query.requestId === undefined
        ? { ...query, requestId: lastRefusal(store)?.fact.row.requestId ?? '' }
        : query;
    return answerQuery(asked, { world, files, history: this.#history, clock: 'standing', store });
  }

  /** The world after so many entries: to read, and only until the next moment is asked for. */
  worldAt(length: number): World {
    if (length < this.#at.length) this.#goBack(length);
    const { world } = this.#at;
    for (; this.#at.length < length; this.#at.length += 1) {
      const entry = this.#entries[this.#at.length];
      if (entry === undefined) break;
      this.#keepIfDue(world, this.#at.length);
      makeTrue(world, entry.at, entry.fact);
    }
    return world;
  }

  #goBack(length: number): void {
    const keyframe = this.#keyframes.findLast((one) => one.length <= length);
    this.#at =
      keyframe === undefined
        ? { world: new World(), length: 0 }
        : { world: worldOf(keyframe), length: keyframe.length };
  }

  #keepIfDue(world: World, length: number): void {
    const since = length - (this.#keyframes.at(-1)?.length ?? 0);
    if (since < KEYFRAME_ENTRIES || since < thingsIn(world)) return;
    const { chunks } = checkpointOf(world, length);
    this.#keyframes.push({ length, chunks: [...chunks] });
  }

  /** The journal of then, for what is asked of CloudTrail and the bill. */
  #storeAt(length: number): MemoryStore {
    if (this.#store?.length === length) return this.#store;
    const store = new MemoryStore();
    store.append(this.#entries.slice(0, length));
    this.#store = store;
    return store;
  }
}
