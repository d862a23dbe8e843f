import type { AskedBefore } from './same-question.ts';

const MOST = 10_000;

/**
 * What was asked about each of many resources, as far as it is remembered. A world may have a hundred thousand keys,
 * and a decision is a kilobyte or two: beyond `most` resources all is forgotten, and asked again.
 */
export class DecisionMemory<R extends object> {
  readonly #most: number;
  #asked = new WeakMap<R, AskedBefore>();
  #count = 0;

  constructor(most = MOST) {
    this.#most = most;
  }

  /** The questions about one resource. */
  about(resource: R): AskedBefore {
    let before = this.#asked.get(resource);
    if (before === undefined) {
      if (this.#count >= this.#most) {
        this.#asked = new WeakMap();
        this.#count = 0;
      }
      before = new Map();
      this.#asked.set(resource, before);
      this.#count += 1;
    }
    return before;
  }
}
