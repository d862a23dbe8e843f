import type { EpochMs } from '../ports.ts';

/**
 * What is due when. One instant an item; the earliest comes out first, and items due at the same instant in the order
 * in which they were set. A binary heap with lazy deletion: setting costs O(log n), whatever the world's size.
 */
export class Agenda {
  readonly #heap: Entry[] = [];
  readonly #current = new Map<string, Entry>();
  #order = 0;

  /** Sets, moves or (with null) clears when the item is due. */
  set(item: string, at: EpochMs | null): void {
    const before = this.#current.get(item);
    if (at === null) {
      this.#current.delete(item);
      return;
    }
    if (before?.at === at) return;
    const entry = { item, at, order: this.#order++ };
    this.#current.set(item, entry);
    this.#push(entry);
    if (this.#heap.length > 2 * this.#current.size + FEW) this.#dropWhatIsCleared();
  }

  /** The earliest item, or null when nothing is due ever. */
  first(): { readonly item: string; readonly at: EpochMs } | null {
    for (let top = this.#heap[0]; top !== undefined; top = this.#heap[0]) {
      if (this.#current.get(top.item) === top) return top;
      this.#pop();
    }
    return null;
  }

  /** Everything due up to and including `until`, earliest first. */
  upTo(until: EpochMs): readonly { readonly item: string; readonly at: EpochMs }[] {
    return [...this.#current.values()].filter(({ at }) => at <= until).sort(byTime);
  }

  /** Everything that is due ever, in the order in which it was set: set so again, it comes out as it would have. */
  inOrderOfSetting(): readonly { readonly item: string; readonly at: EpochMs }[] {
    return [...this.#current.values()].sort((a, b) => a.order - b.order).map(({ item, at }) => ({ item, at }));
  }

  /** How many entries are held, cleared ones too. */
  get held(): number {
    return this.#heap.length;
  }

  /** A deletion that is scheduled and called off, over and over, would leave its entries behind until they are due. */
  #dropWhatIsCleared(): void {
    this.#heap.length = 0;
    for (const entry of [...this.#current.values()].sort(byTime)) this.#heap.push(entry); // sorted, it is a heap
  }

  #push(entry: Entry): void {
    const heap = this.#heap;
    let at = heap.push(entry) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent] as Entry;
      if (byTime(above, entry) <= 0) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = entry;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      const left = heap[child];
      if (left === undefined) break;
      const right = heap[child + 1];
      let least = left;
      if (right !== undefined && byTime(right, left) < 0) {
        least = right;
        child += 1;
      }
      if (byTime(last, least) <= 0) break;
      heap[at] = least;
      at = child;
    }
    heap[at] = last;
  }
}

/** So many cleared entries are not worth looking for. */
const FEW = 1_000;

interface Entry {
  readonly item: string;
  readonly at: EpochMs;
  readonly order: number;
}

function byTime(a: Entry, b: Entry): number {
  return a.at - b.at || a.order - b.order;
}
