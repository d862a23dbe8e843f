import type { ApiRequest, Outcome } from './request.ts';
import type { Trace } from './trace.ts';

/** A request that was answered, with what explains the answer and without the answer itself: that may be plaintext. */
export interface Answered {
  readonly requestId: string;
  readonly service: string;
  readonly operation: string;
  /** The principal's ARN. */
  readonly by: string;
  readonly region: string;
  readonly via: string | null;
  readonly causedBy: string | null;
  readonly trace: Trace;
  /** The ARN of the key that it was about, where it was about one. */
  readonly keyArn: string | null;
}

/** Requests that are remembered: enough for any lesson, and bounded for long runs. */
const REMEMBERED = 20_000;

/** The latest requests, by their id. */
export class History {
  readonly #answered = new Map<string, Answered>();

  add(request: ApiRequest, { requestId, trace }: Outcome): void {
    this.#answered.set(requestId, {
      requestId,
      service: request.service,
      operation: request.operation,
      by: request.principal.arn,
      region: request.region,
      via: request.via ?? null,
      causedBy: request.causedBy ?? null,
      trace,
      keyArn: keyIn(trace),
    });
    if (this.#answered.size > REMEMBERED) {
      for (const oldest of this.#answered.keys()) {
        this.#answered.delete(oldest);
        break;
      }
    }
  }

  get(requestId: string): Answered | undefined {
    return this.#answered.get(requestId);
  }

  /** The calls that services made on account of a request, in order. */
  causedBy(requestId: string): readonly Answered[] {
    return [...this.#answered.values()].filter((answered) => answered.causedBy === requestId);
  }
}

function keyIn(trace: Trace): string | null {
  for (const entry of trace) {
    if (entry.room === 'find') {
      const found = entry.keys[0];
      return found === undefined ? null : found.keyArn;
    }
  }
  return null;
}
