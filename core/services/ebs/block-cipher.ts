import { IV_BYTES, importAesKey, openAesGcm, sealAesGcm } from '../../crypto/aes-gcm.ts';
import { concat } from '../../crypto/bytes.ts';
import type { Bytes, Ports } from '../../ports.ts';

/** EBS snapshots count data in blocks of 512 KiB. Source: EBS User Guide, "EBS direct APIs". */
export const BLOCK_BYTES = 512 * 1024;
/** EBS asks KMS for 64 bytes, two AES-256 keys for XTS. Source: services.md section 3. */
export const DATA_KEY_BYTES = 64;

/**
 * Encrypts and decrypts a volume's blocks under its data key.
 * Simplified: AWS uses AES-256-XTS with all 64 bytes; here the first 32 are an AES-256-GCM key, a block's number its
 * additional data. Source: EBS User Guide, "How Amazon EBS encryption works".
 */
export class BlockCipher {
  readonly #ports: Pick<Ports, 'subtle' | 'random'>;
  readonly #key: CryptoKey;

  private constructor(ports: Pick<Ports, 'subtle' | 'random'>, key: CryptoKey) {
    this.#ports = ports;
    this.#key = key;
  }

  /** `dataKey` is the plaintext data key, 64 bytes; it is wiped. */
  static async open(ports: Pick<Ports, 'subtle' | 'random'>, dataKey: Bytes): Promise<BlockCipher> {
    const raw = dataKey.slice(0, 32);
    dataKey.fill(0);
    const key = await importAesKey(ports.subtle, raw);
    raw.fill(0);
    return new BlockCipher(ports, key);
  }

  /** The block as it lies on the disk: IV, ciphertext, tag. */
  async seal(block: number, plaintext: Bytes): Promise<Bytes> {
    const iv = this.#ports.random.bytes(IV_BYTES);
    return concat(iv, await sealAesGcm(this.#ports.subtle, this.#key, plaintext, { iv, aad: blockNumber(block) }));
  }

  /** @throws {InvalidCiphertextException} when the block was changed or is another block. */
  open(block: number, stored: Bytes): Promise<Bytes> {
    const sealed = { iv: stored.slice(0, IV_BYTES), sealed: stored.slice(IV_BYTES) };
    return openAesGcm(this.#ports.subtle, this.#key, sealed, blockNumber(block));
  }
}

function blockNumber(block: number): Bytes {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, block);
  return bytes;
}
