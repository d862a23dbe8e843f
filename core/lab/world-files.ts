import { IV_BYTES, openAesGcm, sealAesGcm } from '../crypto/aes-gcm.ts';
import { concat } from '../crypto/bytes.ts';
import { contextBytes } from '../crypto/encryption-context.ts';
import type { Bytes, Ports } from '../ports.ts';

/**
 * The world's own files: what `fileb://NAME` reads and `> NAME` writes. They are not in the journal, and at rest they
 * are sealed under the world's root key, for an answer that was written to one may hold a plaintext.
 */
export class WorldFiles {
  readonly #ports: Ports;
  readonly #rootKey: CryptoKey;
  readonly #files = new Map<string, Bytes>();

  constructor(ports: Ports, rootKey: CryptoKey) {
    this.#ports = ports;
    this.#rootKey = rootKey;
  }

  /** Reads what the store has. @throws {InvalidCiphertextException} for a file that was changed there. */
  async load(): Promise<void> {
    const { store, subtle } = this.#ports;
    for (const { name, sealed } of store.files()) {
      const box = { iv: sealed.slice(0, IV_BYTES), sealed: sealed.slice(IV_BYTES) };
      this.#files.set(name, await openAesGcm(subtle, this.#rootKey, box, sealingContext(name)));
    }
  }

  /** By name; the bytes are the caller's to read, not to change. */
  get all(): ReadonlyMap<string, Bytes> {
    return this.#files;
  }

  /** Writes a file, in place of one of that name. It is durable when the promise resolves. */
  async put(name: string, bytes: Uint8Array): Promise<void> {
    const { store, subtle, random } = this.#ports;
    const kept = new Uint8Array(bytes);
    this.#files.set(name, kept);
    const iv = random.bytes(IV_BYTES);
    const sealed = await sealAesGcm(subtle, this.#rootKey, kept, { iv, aad: sealingContext(name) });
    store.putFile(name, concat(iv, sealed));
    store.flush();
  }
}

function sealingContext(name: string): Bytes {
  return contextBytes({ file: name });
}
