import type { JournalEntry } from '../../core/lab/journal.ts';
import { MemoryStore } from '../../core/lab/memory-store.ts';

/** A store whose process can end: after so many appends nothing is kept any more, and whoever asks for it fails. */
export class MortalStore extends MemoryStore {
  #appendsLeft = Number.POSITIVE_INFINITY;
  appends = 0;

  override append(entries: readonly JournalEntry[]): void {
    if (this.#appendsLeft <= 0) throw new Error('the process has ended');
    this.#appendsLeft -= 1;
    this.appends += 1;
    super.append(entries);
  }

  endAfter(appends: number): void {
    this.#appendsLeft = appends;
  }

  live(): void {
    this.#appendsLeft = Number.POSITIVE_INFINITY;
  }
}
