import type { EpochMs } from '../ports.ts';
import type { Fact } from './facts.ts';

/** One durable step of a world: what became true, and when by the lab's clock. */
export interface JournalEntry {
  /** Counts from 0, without a gap. */
  readonly seq: number;
  readonly at: EpochMs;
  readonly fact: Fact;
}
