import { IV_BYTES, importAesKey, openAesGcm, sealAesGcm } from '../../crypto/aes-gcm.ts';
import { concat } from '../../crypto/bytes.ts';
import type { Bytes, Ports } from '../../ports.ts';

type CipherPorts = Pick<Ports, 'subtle' | 'random'>;

/**
 * Encrypts and decrypts an object's data with AES-256-GCM: once, or twice under two keys that know nothing of each
 * other (DSSE-KMS). What is sealed bears its IV in front.
 * Source: S3 User Guide, "Protecting data with server-side encryption" and "Using dual-layer server-side encryption
 * with AWS KMS keys (DSSE-KMS)".
 */
export class ObjectCipher {
  readonly #ports: CipherPorts;
  /** The first is nearest to the data. */
  readonly #layers: readonly CryptoKey[];

  private constructor(ports: CipherPorts, layers: readonly CryptoKey[]) {
    this.#ports = ports;
    this.#layers = layers;
  }

  /** @param keys - 32 bytes each, the first nearest to the data; they are wiped */
  static async of(ports: CipherPorts, ...keys: readonly Bytes[]): Promise<ObjectCipher> {
    const layers: CryptoKey[] = [];
    for (const key of keys) {
      layers.push(await importAesKey(ports.subtle, key));
      key.fill(0);
    }
    return new ObjectCipher(ports, layers);
  }

  /** @param aad - authenticated, not secret */
  async seal(plaintext: Bytes, aad: Bytes): Promise<Bytes> {
    let sealed = plaintext;
    for (const layer of this.#layers) {
      const iv = this.#ports.random.bytes(IV_BYTES);
      sealed = concat(iv, await sealAesGcm(this.#ports.subtle, layer, sealed, { iv, aad }));
    }
    return sealed;
  }

  /** @throws {InvalidCiphertextException} when it was changed, or is something else */
  async open(sealed: Bytes, aad: Bytes): Promise<Bytes> {
    let opened = sealed;
    for (const layer of [...this.#layers].reverse()) {
      const box = { iv: opened.subarray(0, IV_BYTES), sealed: opened.subarray(IV_BYTES) };
      opened = await openAesGcm(this.#ports.subtle, layer, box, aad);
    }
    return opened;
  }
}
