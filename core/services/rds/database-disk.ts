import { concat } from '../../crypto/bytes.ts';
import type { Bytes } from '../../ports.ts';
import { BLOCK_BYTES, type BlockCipher } from '../ebs/block-cipher.ts';
import type { BlockStore } from '../ebs/block-store.ts';
import type { BlockMap } from '../ebs/blocks.ts';

const NOTHING: Bytes = new Uint8Array(0);

/** A database's blocks, encrypted where it has a data key: what is written begins at the first byte. */
export class DatabaseDisk {
  readonly #disk: BlockStore;

  constructor(disk: BlockStore) {
    this.#disk = disk;
  }

  /** Writes from the first byte on; what lies behind stays. @returns where each block that was written lies now */
  async write(
    blocks: BlockMap,
    cipher: BlockCipher | null,
    bytes: Bytes,
  ): Promise<readonly (readonly [number, string])[]> {
    const written: [number, string][] = [];
    for (let at = 0, block = 0; at < bytes.length; at += BLOCK_BYTES, block++) {
      const part = bytes.slice(at, at + BLOCK_BYTES);
      const before = part.length === BLOCK_BYTES ? NOTHING : await this.#open(blocks, cipher, block);
      const plaintext = concat(part, before.slice(part.length));
      written.push([block, this.#disk.put(cipher === null ? plaintext : await cipher.seal(block, plaintext))]);
    }
    return written;
  }

  /** All that was written. @throws {InvalidCiphertextException} when a block was changed. */
  async read(blocks: BlockMap, cipher: BlockCipher | null): Promise<Bytes> {
    const parts: Bytes[] = [];
    for (const block of Object.keys(blocks)) parts.push(await this.#open(blocks, cipher, Number(block)));
    return concat(...parts);
  }

  /** See `BlockStore.encryptAgain`. */
  encryptAgain(blocks: BlockMap, from: BlockCipher | null, to: BlockCipher): Promise<BlockMap> {
    return this.#disk.encryptAgain(blocks, from, to);
  }

  async #open(blocks: BlockMap, cipher: BlockCipher | null, block: number): Promise<Bytes> {
    const blockId = blocks[block];
    if (blockId === undefined) return NOTHING;
    const stored = this.#disk.get(blockId);
    return cipher === null ? stored : cipher.open(block, stored);
  }
}
