import type { EpochMs } from '../ports.ts';
import type { ApiRequest, Outcome } from './request.ts';
import type { Trace } from './trace.ts';

/** A request that was answered, with what explains the answer and without the answer itself: that may be plaintext. */
export interface Answered {
  readonly requestId: string;
  readonly at: EpochMs;
  readonly service: string;
  readonly operation: string;
  /** The principal's ARN. */
  readonly by: string;
  readonly region: string;
  readonly via: string | null;
  readonly causedBy: string | null;
  readonly trace: Trace;
}

/** How many refusals are remembered, which people ask about, and how many of all the others. */
const REMEMBERED_REFUSALS = 10_000;
const REMEMBERED = 1_000;

/** The latest requests, by their id. */
export class History {
  readonly #allowed = new Ring<Answered>(REMEMBERED);
  readonly #refused = new Ring<Answered>(REMEMBERED_REFUSALS);
  #lastRefused: Answered | undefined;

  add(request: ApiRequest, { requestId, reply, trace }: Outcome, at: EpochMs): void {
    const answered: Answered = {
      requestId,
      at,
      service: request.service,
      operation: request.operation,
      by: request.principal.arn,
      region: request.region,
      via: request.via ?? null,
      causedBy: request.causedBy ?? null,
      trace,
    };
    if (reply.ok) this.#allowed.add(answered);
    else this.#refused.add(answered);
    if (!reply.ok && reply.error.because !== 'dry-run') this.#lastRefused = answered;
  }

  get(requestId: string): Answered | undefined {
    const isIt = (answered: Answered) => answered.requestId === requestId;
    return this.#refused.find(isIt) ?? this.#allowed.find(isIt);
  }

  /** The latest refusal, which CloudTrail need not have logged; a dry run's is none. */
  get lastRefused(): Answered | undefined {
    return this.#lastRefused;
  }

  /** The call that a service made on account of a request, and that was refused. */
  refusedUnder(requestId: string): Answered | undefined {
    return this.#refused.find(({ causedBy }) => causedBy === requestId);
  }
}

/** The last so many items: adding is all that every request pays for. */
class Ring<T> {
  readonly #items: T[] = [];
  readonly #most: number;
  #next = 0;

  constructor(most: number) {
    this.#most = most;
  }

  add(item: T): void {
    this.#items[this.#next] = item;
    this.#next = (this.#next + 1) % this.#most;
  }

  find(isIt: (item: T) => boolean): T | undefined {
    return this.#items.find(isIt);
  }
}

/** The ARN of the first key that a request was about; null where it was about none. */
export function firstKeyIn(trace: Trace): string | null {
  for (const entry of trace) {
    if (entry.room === 'find') {
      const found = entry.keys[0];
      return found === undefined ? null : found.keyArn;
    }
  }
  return null;
}
