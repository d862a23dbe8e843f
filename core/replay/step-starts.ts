import type { Fact } from '../lab/facts.ts';

/**
 * Which facts of a journal begin a step of its replay: a call that somebody made, and no service on account of another,
 * and time that passed with something due in it, or was moved. It is told one fact after the other.
 */
export class StepStarts {
  readonly #requests = new Set<string>();
  #last: 'call' | 'time' | null = null;

  /** What step the fact begins; null where it begins none. A call that is in two accounts' logs is one step. */
  begunBy(fact: Fact): 'call' | 'time' | null {
    if (fact.type === 'recorded') {
      const { requestId, causedBy } = fact.row;
      if (requestId === null || causedBy !== null || this.#requests.has(requestId)) return null;
      this.#requests.add(requestId);
      this.#last = 'call';
      return 'call';
    }
    if (!isByTime(fact) || this.#last === 'time') return null;
    this.#last = 'time';
    return 'time';
  }

  /** Whether a request has begun a step. */
  has(requestId: string): boolean {
    return this.#requests.has(requestId);
  }
}

/** Whether the clock made the fact true, and nobody who called. */
export function isByTime(fact: Fact): boolean {
  return fact.type === 'clockMoved' || ('event' in fact && fact.event.type === 'TimePassed');
}
