import type { Bytes } from '../../ports.ts';
import type { ServiceWorks } from '../service-works.ts';
import type { BlockCipher } from './block-cipher.ts';
import type { BlockMap } from './blocks.ts';

/** The disks of EBS: blocks as they lie there. A block is never changed, so volumes and snapshots share it. */
export class BlockStore {
  readonly #works: Pick<ServiceWorks, 'ports' | 'ids'>;

  constructor(works: Pick<ServiceWorks, 'ports' | 'ids'>) {
    this.#works = works;
  }

  /** @returns the new block's id. */
  put(bytes: Bytes): string {
    const blockId = `block-${this.#works.ids.hex(32)}`;
    this.#works.ports.store.putBlock(blockId, bytes);
    return blockId;
  }

  /** @throws {Error} for a block that isn't there, which is a bug. */
  get(blockId: string): Bytes {
    const bytes = this.#works.ports.store.getBlock(blockId);
    if (bytes === undefined) throw new Error(`the store has no block ${blockId}`);
    return bytes;
  }

  /**
   * Copies every block under another data key: really decrypted, and encrypted again.
   * @param from - null where the blocks lie unencrypted.
   * @throws {InvalidCiphertextException} when a block was changed.
   */
  async encryptAgain(blocks: BlockMap, from: BlockCipher | null, to: BlockCipher): Promise<BlockMap> {
    const copied: Record<number, string> = {};
    for (const [number, blockId] of Object.entries(blocks)) {
      const block = Number(number);
      const stored = this.get(blockId);
      const plaintext = from === null ? stored : await from.open(block, stored);
      copied[block] = this.put(await to.seal(block, plaintext));
    }
    return copied;
  }
}
