import type { LineFiles } from '../aws-cli/param-file.ts';
import { IV_BYTES, openAesGcm, sealAesGcm } from '../crypto/aes-gcm.ts';
import { concat } from '../crypto/bytes.ts';
import { contextBytes } from '../crypto/encryption-context.ts';
import type { Bytes, Ports } from '../ports.ts';

/**
 * The world's own files: what `fileb://NAME` reads and `> NAME` writes. They are not in the journal, and at rest they
 * are sealed under the world's root key, for an answer that was written to one may hold a plaintext.
 */
export class WorldFiles implements LineFiles {
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

  read(name: string): Bytes | undefined {
    return this.#files.get(plain(name));
  }

  /** A name may have slashes, and what stands before one is a folder. */
  isFolder(name: string): boolean {
    return plain(name) === '' || this.within(name).length > 0;
  }

  within(folder: string): readonly string[] {
    const path = plain(folder).replace(/\/?$/, '/');
    const start = path === '/' ? '' : path;
    const inside = [...this.#files.keys()].filter((name) => name.startsWith(start));
    return inside.map((name) => name.slice(start.length)).sort();
  }

  /** Writes a file, in place of one of that name. It is durable when the promise resolves. */
  async write(written: string, bytes: Uint8Array): Promise<void> {
    await this.#keep(plain(written), new Uint8Array(bytes));
  }

  /** Makes the files what they were at another moment. */
  async become(files: ReadonlyMap<string, Bytes>): Promise<void> {
    for (const name of [...this.#files.keys()]) {
      if (files.has(name)) continue;
      this.#files.delete(name);
      this.#ports.store.dropFile(name);
    }
    for (const [name, bytes] of files) if (this.#files.get(name) !== bytes) await this.#keep(name, bytes);
    this.#ports.store.flush();
  }

  async #keep(name: string, kept: Bytes): Promise<void> {
    const { store, subtle, random } = this.#ports;
    this.#files.set(name, kept);
    const iv = random.bytes(IV_BYTES);
    const sealed = await sealAesGcm(subtle, this.#rootKey, kept, { iv, aad: sealingContext(name) });
    store.putFile(name, concat(iv, sealed));
    store.flush();
  }
}

/** A name without the `./` that a command line may have before it. */
function plain(name: string): string {
  return name.replace(/^(\.\/+)+|^\.$/, '');
}

function sealingContext(name: string): Bytes {
  return contextBytes({ file: name });
}
