import type { SealedName, Store } from '../lab/store.ts';
import type { Bytes, Ports } from '../ports.ts';
import { IV_BYTES, importAesKey, openAesGcm, type SealedBytes, sealAesGcm } from './aes-gcm.ts';
import { concat } from './bytes.ts';
import { contextBytes } from './encryption-context.ts';

/** Names something that lies in the safe. Plain data: it tells nothing of what it names. */
export interface SafeItem {
  /** Whose it is: a cluster, a proxy, a key store. Bound to the sealed bytes. */
  readonly owner: string;
  readonly sealedId: string;
}

/**
 * The wall around secrets that are not KMS's own key material: passwords and credentials, which can be compared and
 * nothing else, and the AES-256 keys of simulated HSM clusters and external key managers, which can seal and open and
 * nothing else. At rest all of it is sealed with AES-256-GCM under the world's root key.
 */
export class Safe {
  readonly #ports: Ports;
  readonly #store: Store;
  readonly #rootKey: CryptoKey;
  readonly #keys = new Map<string, CryptoKey>();

  /** `rootKey` is an AES-GCM key that can't be exported. */
  constructor(ports: Ports, rootKey: CryptoKey) {
    this.#ports = ports;
    this.#store = ports.store;
    this.#rootKey = rootKey;
  }

  /** Keeps a secret under a fresh name. */
  async keep(item: SafeItem, secret: Bytes): Promise<SafeItem> {
    const iv = this.#ports.random.bytes(IV_BYTES);
    const sealed = await sealAesGcm(this.#ports.subtle, this.#rootKey, secret, { iv, aad: boundTo(item) });
    this.#store.putSealed(nameOf(item), concat(iv, sealed));
    return item;
  }

  /** Draws a secret of so many bytes that nobody will ever see. */
  async draw(item: SafeItem, length: number): Promise<SafeItem> {
    const secret = this.#ports.random.bytes(length);
    await this.keep(item, secret);
    secret.fill(0);
    return item;
  }

  /** Whether both are the same secret; in constant time for secrets of one length. */
  async areSame(one: SafeItem, other: SafeItem): Promise<boolean> {
    const [a, b] = [await this.#open(one), await this.#open(other)];
    let difference = a.length ^ b.length;
    for (let i = 0; i < Math.min(a.length, b.length); i++) difference |= (a[i] ?? 0) ^ (b[i] ?? 0);
    a.fill(0);
    b.fill(0);
    return difference === 0;
  }

  /** AES-256-GCM under the key of that name, with a fresh IV. @param aad - authenticated, not secret. */
  async sealUnder(item: SafeItem, plaintext: Bytes, aad: Bytes): Promise<SealedBytes> {
    const iv = this.#ports.random.bytes(IV_BYTES);
    const sealed = await sealAesGcm(this.#ports.subtle, await this.#key(item), plaintext, { iv, aad });
    return { iv, sealed };
  }

  /** Opens what `sealUnder` sealed. @throws {InvalidCiphertextException} for any failure. */
  async openUnder(item: SafeItem, sealed: SealedBytes, aad: Bytes): Promise<Bytes> {
    return openAesGcm(this.#ports.subtle, await this.#key(item), sealed, aad);
  }

  async #key(item: SafeItem): Promise<CryptoKey> {
    let key = this.#keys.get(item.sealedId);
    if (key === undefined) {
      const raw = await this.#open(item);
      key = await importAesKey(this.#ports.subtle, raw);
      raw.fill(0);
      this.#keys.set(item.sealedId, key);
    }
    return key;
  }

  async #open(item: SafeItem): Promise<Bytes> {
    const kept = this.#store.getSealed(nameOf(item));
    if (kept === undefined) throw new Error(`nothing of ${item.owner} lies in the safe under ${item.sealedId}`);
    const box = { iv: kept.subarray(0, IV_BYTES), sealed: kept.subarray(IV_BYTES) };
    return openAesGcm(this.#ports.subtle, this.#rootKey, box, boundTo(item));
  }
}

/** What the store calls it: as if the owner were a key and this a material of it, so that one rule seals everything. */
function nameOf({ owner, sealedId }: SafeItem): SealedName {
  return { keyArn: owner, keyMaterialId: sealedId };
}

function boundTo(item: SafeItem): Bytes {
  return contextBytes({ ...nameOf(item) });
}
