import type { EpochMs } from '../ports.ts';

/** Values that are held at most; the oldest go first. */
const MOST_HELD = 1_000;

/** What a service holds in its memory for a while, by the lab's clock: gone when the process ends. */
export class Held<T> {
  readonly #items = new Map<string, { readonly value: T; readonly since: EpochMs }>();

  /** What is held under a name for less than `lifetimeMs`; null where nothing is. */
  at(name: string, now: EpochMs, lifetimeMs: number): T | null {
    const item = this.#items.get(name);
    return item === undefined || item.since + lifetimeMs <= now ? null : item.value;
  }

  hold(name: string, value: T, now: EpochMs): void {
    this.#items.delete(name);
    this.#items.set(name, { value, since: now });
    if (this.#items.size <= MOST_HELD) return;
    for (const oldest of this.#items.keys()) {
      this.#items.delete(oldest);
      break;
    }
  }
}
