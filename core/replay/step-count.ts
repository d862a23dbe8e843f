import type { JournalEntry } from '../lab/journal.ts';
import { StepStarts } from './step-starts.ts';

/** A journal that grows, and of which undo may cut the end. */
export interface GrowingJournal {
  readonly journalLength: number;
  /** How often its end was cut. */
  readonly cuts: number;
  /** The entries from `seq` on, oldest first. */
  journalFrom(seq: number): Iterable<JournalEntry>;
}

/** Counts the steps that a world's replay has so far: each entry of its journal is read once, until its end is cut. */
export class StepCount {
  #starts = new StepStarts();
  #count = 0;
  #length = 0;
  #cuts = 0;

  of(journal: GrowingJournal): number {
    if (journal.cuts !== this.#cuts) {
      this.#starts = new StepStarts();
      this.#count = 0;
      this.#length = 0;
      this.#cuts = journal.cuts;
    }
    if (journal.journalLength === this.#length) return this.#count;
    for (const { seq, fact } of journal.journalFrom(this.#length)) {
      if (this.#starts.begunBy(fact) !== null) this.#count += 1;
      this.#length = seq + 1;
    }
    return this.#count;
  }
}
