import type { KeyRecord } from '../keys/key-record.ts';
import type { SealedName, Store } from '../lab/store.ts';
import type { Bytes, Ports } from '../ports.ts';
import { IV_BYTES, importAesKey, openAesGcm, sealAesGcm } from './aes-gcm.ts';
import { concat, toHex, utf8 } from './bytes.ts';
import { formatBlob, formatHeader, parseBlob } from './ciphertext-blob.ts';
import { contextBytes, type EncryptionContext } from './encryption-context.ts';

type KeyName = Pick<KeyRecord, 'arn' | 'keyId' | 'accountId'>;

/** What a key material can do, once it is open. The bytes themselves are not in it. */
interface OpenMaterial {
  readonly key: CryptoKey;
  readonly header: Bytes;
}

/**
 * The wall around key material. It lives here and nowhere else; what leaves is what KMS would let leave. At rest it is
 * sealed with AES-256-GCM under the world's root key, with key ARN and key material id as additional data.
 */
export class Vault {
  readonly #ports: Ports;
  readonly #store: Store;
  readonly #rootKey: CryptoKey;
  readonly #open = new Map<string, OpenMaterial>();

  /** `rootKey` is an AES-GCM key that can't be exported. */
  constructor(ports: Ports, rootKey: CryptoKey) {
    this.#ports = ports;
    this.#store = ports.store;
    this.#rootKey = rootKey;
  }

  /**
   * Makes 256 bits of key material for a symmetric key, or takes 32 given bytes, and keeps them sealed.
   * @returns the key material id: 64 hexadecimal digits. Ours is SHA-256 of key id and bytes, so the same bytes in
   * another key have another id, as on AWS. Source: lifecycle.md section 6.
   */
  async createMaterial(name: KeyName, given?: Bytes): Promise<string> {
    const raw = given?.slice() ?? this.#ports.random.bytes(32);
    const keyMaterialId = toHex(this.#ports.primitives.sha256(concat(utf8(name.keyId), raw)));
    const iv = this.#ports.random.bytes(IV_BYTES);
    const aad = sealingContext(name, keyMaterialId);
    const sealed = await sealAesGcm(this.#ports.subtle, this.#rootKey, raw, { iv, aad });
    this.#store.putSealed(sealedName(name, keyMaterialId), concat(iv, sealed));
    this.#open.set(keyMaterialId, {
      key: await importAesKey(this.#ports.subtle, raw),
      header: formatHeader({ ...name, keyMaterialId }),
    });
    raw.fill(0);
    return keyMaterialId;
  }

  /**
   * KMS's Encrypt with a symmetric key: AES-256-GCM, a fresh random IV, the context and the blob's header as
   * additional data.
   * Simplified: AWS derives a one-time key for every call (KDF in counter mode, 128-bit nonce) from the key material;
   * here the material encrypts by itself. Source: KMS Cryptographic Details, "Symmetric encryption keys".
   */
  async encrypt(name: KeyName, keyMaterialId: string, plaintext: Bytes, context: EncryptionContext): Promise<Bytes> {
    const material = this.#open.get(keyMaterialId) ?? (await this.#unseal(name, keyMaterialId));
    const iv = this.#ports.random.bytes(IV_BYTES);
    const aad = authenticated(material.header, context);
    const sealed = await sealAesGcm(this.#ports.subtle, material.key, plaintext, { iv, aad });
    return formatBlob(material.header, { iv, sealed });
  }

  /**
   * KMS's Decrypt with a symmetric key.
   * @throws {InvalidCiphertextException} for a blob that was changed, a context that differs, or material that is gone.
   */
  async decrypt(name: KeyName, blob: Bytes, context: EncryptionContext): Promise<Bytes> {
    const { header, headerBytes, sealed } = parseBlob(blob);
    const material = this.#open.get(header.keyMaterialId) ?? (await this.#unseal(name, header.keyMaterialId));
    return openAesGcm(this.#ports.subtle, material.key, sealed, authenticated(headerBytes, context));
  }

  /** Closes what is open of a deleted key. Its sealed bytes stay in the store, so that a past moment can be shown. */
  close(keyMaterialId: string): void {
    this.#open.delete(keyMaterialId);
  }

  async #unseal(name: KeyName, keyMaterialId: string): Promise<OpenMaterial> {
    const kept = this.#store.getSealed(sealedName(name, keyMaterialId));
    const box = { iv: kept?.subarray(0, IV_BYTES) ?? NOTHING, sealed: kept?.subarray(IV_BYTES) ?? NOTHING };
    const raw = await openAesGcm(this.#ports.subtle, this.#rootKey, box, sealingContext(name, keyMaterialId));
    const material = {
      key: await importAesKey(this.#ports.subtle, raw),
      header: formatHeader({ ...name, keyMaterialId }),
    };
    raw.fill(0);
    this.#open.set(keyMaterialId, material);
    return material;
  }
}

const NOTHING: Bytes = new Uint8Array(0);

/** What a ciphertext is bound to: its header and the encryption context. */
function authenticated(header: Bytes, context: EncryptionContext): Bytes {
  const bytes = contextBytes(context);
  return bytes.length === 0 ? header : concat(header, bytes);
}

function sealedName({ arn }: KeyName, keyMaterialId: string): SealedName {
  return { keyArn: arn, keyMaterialId };
}

function sealingContext(name: KeyName, keyMaterialId: string): Bytes {
  return contextBytes({ keyArn: name.arn, keyMaterialId });
}
