import { MemoryStore } from '../../core/lab/memory-store.ts';

/** Keeps account of every block that was put. */
export class SpyStore extends MemoryStore {
  readonly blocks = new Map<string, Uint8Array<ArrayBuffer>>();
  override putBlock(blockId: string, bytes: Uint8Array<ArrayBuffer>): void {
    this.blocks.set(blockId, bytes);
    super.putBlock(blockId, bytes);
  }
}
