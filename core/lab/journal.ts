import type { Bytes, EpochMs } from '../ports.ts';
import type { Fact } from './facts.ts';

/** One durable step of a world: what became true, and when by the lab's clock. */
export interface JournalEntry {
  readonly seq: number;
  readonly at: EpochMs;
  readonly fact: Fact;
}

/**
 * Where a world keeps what must last. Facts are in the order in which they became true;
 * sealed material and blocks are never changed once put.
 */
export interface Store {
  /** Appends in order. When it returns, the entries are durable. */
  append(entries: readonly JournalEntry[]): void;
  /** Every entry so far, oldest first. */
  journal(): readonly JournalEntry[];
  /** Keeps key material that is sealed under the world's root key. */
  putSealed(keyMaterialId: string, sealed: Bytes): void;
  getSealed(keyMaterialId: string): Bytes | undefined;
  /** Keeps one EBS block as it lies on the disk: ciphertext, where the volume is encrypted. */
  putBlock(blockId: string, bytes: Bytes): void;
  getBlock(blockId: string): Bytes | undefined;
}

/** A store that lasts as long as the process. */
export class MemoryStore implements Store {
  readonly #entries: JournalEntry[] = [];
  readonly #sealed = new Map<string, Bytes>();
  readonly #blocks = new Map<string, Bytes>();

  append(entries: readonly JournalEntry[]): void {
    for (const entry of entries) this.#entries.push(entry);
  }
  journal(): readonly JournalEntry[] {
    return this.#entries;
  }
  putSealed(keyMaterialId: string, sealed: Bytes): void {
    this.#sealed.set(keyMaterialId, sealed);
  }
  getSealed(keyMaterialId: string): Bytes | undefined {
    return this.#sealed.get(keyMaterialId);
  }
  putBlock(blockId: string, bytes: Bytes): void {
    this.#blocks.set(blockId, bytes);
  }
  getBlock(blockId: string): Bytes | undefined {
    return this.#blocks.get(blockId);
  }
}
