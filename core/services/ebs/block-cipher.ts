import { IV_BYTES, importAesKey, openAesGcm, type SealedBytes, sealAesGcm } from '../../crypto/aes-gcm.ts';
import { concat } from '../../crypto/bytes.ts';
import type { Safe, SafeItem } from '../../crypto/safe.ts';
import type { Bytes, Ports } from '../../ports.ts';

/** EBS snapshots count data in blocks of 512 KiB. Source: EBS User Guide, "EBS direct APIs". */
export const BLOCK_BYTES = 512 * 1024;
/** EBS asks KMS for 64 bytes, two AES-256 keys for XTS. Source: services.md section 3. */
export const DATA_KEY_BYTES = 64;

/** Encrypts and decrypts a volume's blocks under its data key. */
export interface BlockCipher {
  /** The block as it lies on the disk: IV, ciphertext, tag. */
  seal(block: number, plaintext: Bytes): Promise<Bytes>;
  /** @throws {InvalidCiphertextException} when the block was changed or is another block. */
  open(block: number, stored: Bytes): Promise<Bytes>;
}

/**
 * A data key as a host holds it while it works.

 * Simplified: AWS uses AES-256-XTS with all 64 bytes; here the first 32 are an AES-256-GCM key, a block's number its
 * additional data. Source: EBS User Guide, "How Amazon EBS encryption works".
 */
export class OpenDataKey implements BlockCipher {
  readonly #ports: Pick<Ports, 'subtle' | 'random'>;
  readonly #key: CryptoKey;

  private constructor(ports: Pick<Ports, 'subtle' | 'random'>, key: CryptoKey) {
    this.#ports = ports;
    this.#key = key;
  }

  /** `dataKey` is the plaintext data key, 64 bytes; it is wiped. */
  static async open(ports: Pick<Ports, 'subtle' | 'random'>, dataKey: Bytes): Promise<OpenDataKey> {
    const raw = usedPart(dataKey);
    const key = await importAesKey(ports.subtle, raw);
    raw.fill(0);
    return new OpenDataKey(ports, key);
  }

  async seal(block: number, plaintext: Bytes): Promise<Bytes> {
    const iv = this.#ports.random.bytes(IV_BYTES);
    return concat(iv, await sealAesGcm(this.#ports.subtle, this.#key, plaintext, { iv, aad: blockNumber(block) }));
  }

  open(block: number, stored: Bytes): Promise<Bytes> {
    return openAesGcm(this.#ports.subtle, this.#key, boxOf(stored), blockNumber(block));
  }
}

/**
 * A data key in the memory of an instance's host, from attaching to detaching: that memory outlasts a process of
 * kmslab, so the key lies in the safe, sealed by the world's root key.
 */
export class HeldDataKey implements BlockCipher {
  readonly #safe: Safe;
  readonly #held: SafeItem;

  constructor(safe: Safe, held: SafeItem) {
    this.#safe = safe;
    this.#held = held;
  }

  /** Puts a plaintext data key of 64 bytes into the safe; it is wiped. */
  static async keep(safe: Safe, item: SafeItem, dataKey: Bytes): Promise<SafeItem> {
    const raw = usedPart(dataKey);
    await safe.keep(item, raw);
    raw.fill(0);
    return item;
  }

  async seal(block: number, plaintext: Bytes): Promise<Bytes> {
    const { iv, sealed } = await this.#safe.sealUnder(this.#held, plaintext, blockNumber(block));
    return concat(iv, sealed);
  }

  open(block: number, stored: Bytes): Promise<Bytes> {
    return this.#safe.openUnder(this.#held, boxOf(stored), blockNumber(block));
  }
}

/** The part of a data key that encrypts here; the whole of it is wiped. */
function usedPart(dataKey: Bytes): Bytes {
  const raw = dataKey.slice(0, 32);
  dataKey.fill(0);
  return raw;
}

function boxOf(stored: Bytes): SealedBytes {
  return { iv: stored.slice(0, IV_BYTES), sealed: stored.slice(IV_BYTES) };
}

function blockNumber(block: number): Bytes {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, block);
  return bytes;
}
