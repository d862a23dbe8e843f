import type { EpochMs } from '../ports.ts';
import type { ApiRequest, Outcome } from './request.ts';
import { refusalIn, type Trace } from './trace.ts';

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
  /** Refusals that never were, since what was done was undone. */
  readonly #takenBack = new WeakSet<Answered>();

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
  }

  get(requestId: string): Answered | undefined {
    const isIt = (answered: Answered) => answered.requestId === requestId;
    return this.#refused.find(isIt) ?? this.#allowed.find(isIt);
  }

  /** The latest refusal, which CloudTrail need not have logged; a dry run's is none. */
  get lastRefused(): Answered | undefined {
    return this.#refused
      .since(0)
      .findLast((answered) => refusalIn(answered.trace)?.because !== 'dry-run' && !this.#takenBack.has(answered));
  }

  /** How many requests were refused so far. */
  get refusals(): number {
    return this.#refused.count;
  }

  /** Takes back the refusals that came after so many. @returns those, to be brought back */
  takeBack(since: number): readonly Answered[] {
    const taken = this.#refused.since(since).filter((answered) => !this.#takenBack.has(answered));
    for (const answered of taken) this.#takenBack.add(answered);
    return taken;
  }

  /** Undoes `takeBack`. */
  bringBack(taken: readonly Answered[]): void {
    for (const answered of taken) this.#takenBack.delete(answered);
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
  #count = 0;

  constructor(most: number) {
    this.#most = most;
  }

  add(item: T): void {
    this.#items[this.#count % this.#most] = item;
    this.#count += 1;
  }

  /** How many were ever added. */
  get count(): number {
    return this.#count;
  }

  find(isIt: (item: T) => boolean): T | undefined {
    return this.#items.find(isIt);
  }

  /** Those that were added after so many, as far as they are still here; the newest last. */
  since(count: number): readonly T[] {
    const first = Math.max(count, this.#count - this.#items.length);
    return Array.from({ length: this.#count - first }, (_, n) => this.#items[(first + n) % this.#most]).filter(
      (item) => item !== undefined,
    );
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
