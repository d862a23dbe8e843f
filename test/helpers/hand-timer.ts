import type { Timer } from '../../core/replay/timer.ts';

/** A timer whose time passes only when a test says so. */
export class HandTimer implements Timer {
  #now = 0;
  #waiting: { readonly at: number; readonly then: () => void }[] = [];

  after(ms: number, then: () => void): () => void {
    const one = { at: this.#now + ms, then };
    this.#waiting.push(one);
    return () => {
      this.#waiting = this.#waiting.filter((other) => other !== one);
    };
  }

  /** Milliseconds until the first that waits; null where nobody does. */
  get next(): number | null {
    return this.#waiting.length === 0 ? null : Math.min(...this.#waiting.map(({ at }) => at)) - this.#now;
  }

  /** Lets time pass; what is due happens in order. */
  pass(ms: number): void {
    const until = this.#now + ms;
    for (;;) {
      const [due] = this.#waiting.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
      if (due === undefined) break;
      this.#waiting = this.#waiting.filter((other) => other !== due);
      this.#now = due.at;
      due.then();
    }
    this.#now = until;
  }
}
