import { IV_BYTES, importAesKey, openAesGcm, type SealedBytes, sealAesGcm } from '../crypto/aes-gcm.ts';
import { concat, fromBase64, toBase64 } from '../crypto/bytes.ts';
import type { Bytes, Ports } from '../ports.ts';

/** What a cipher made of a short text: base64, the IV in front. */
export type SealedText = string;

type CipherPorts = Pick<Ports, 'subtle' | 'random'>;

/**
 * Encrypts and decrypts what services keep, with AES-256-GCM: once, or twice under two keys that know nothing of each
 * other (DSSE-KMS).
 * Source: S3 User Guide, "Protecting data with server-side encryption" and "Using dual-layer server-side encryption
 * with AWS KMS keys (DSSE-KMS)".
 */
export class DataCipher {
  readonly #ports: CipherPorts;
  /** The first is nearest to the data. */
  readonly #layers: readonly CryptoKey[];

  private constructor(ports: CipherPorts, layers: readonly CryptoKey[]) {
    this.#ports = ports;
    this.#layers = layers;
  }

  /** @param keys - 32 bytes each, the first nearest to the data; they are wiped */
  static async of(ports: CipherPorts, ...keys: readonly Bytes[]): Promise<DataCipher> {
    const layers: CryptoKey[] = [];
    for (const key of keys) {
      layers.push(await importAesKey(ports.subtle, key));
      key.fill(0);
    }
    return new DataCipher(ports, layers);
  }

  /** What is sealed again has its IV in front. @param aad - authenticated, not secret */
  async seal(plaintext: Bytes, aad: Bytes): Promise<SealedBytes> {
    let outermost: SealedBytes | null = null;
    for (const layer of this.#layers) {
      const content: Bytes = outermost === null ? plaintext : concat(outermost.iv, outermost.sealed);
      const iv = this.#ports.random.bytes(IV_BYTES);
      outermost = { iv, sealed: await sealAesGcm(this.#ports.subtle, layer, content, { iv, aad }) };
    }
    if (outermost === null) throw new Error('something is to be sealed without a key');
    return outermost;
  }

  /** @throws {InvalidCiphertextException} when it was changed, or is something else */
  async open(sealed: SealedBytes, aad: Bytes): Promise<Bytes> {
    const [outer, ...inner] = [...this.#layers].reverse();
    if (outer === undefined) throw new Error('something is to be opened without a key');
    let opened = await openAesGcm(this.#ports.subtle, outer, sealed, aad);
    for (const layer of inner) opened = await openAesGcm(this.#ports.subtle, layer, inFront(opened), aad);
    return opened;
  }

  /** For what is short: the IV and what was sealed with it, in one text. */
  async sealText(plaintext: Bytes, aad: Bytes): Promise<SealedText> {
    const { iv, sealed } = await this.seal(plaintext, aad);
    return toBase64(concat(iv, sealed));
  }

  /** @throws {InvalidCiphertextException} as `open` does */
  openText(text: SealedText, aad: Bytes): Promise<Bytes> {
    return this.open(inFront(fromBase64(text)), aad);
  }
}

/** An IV, and behind it what was sealed with it. */
function inFront(bytes: Bytes): SealedBytes {
  return { iv: bytes.subarray(0, IV_BYTES), sealed: bytes.subarray(IV_BYTES) };
}
