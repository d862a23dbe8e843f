import { InvalidCiphertextException } from '../errors/kms-errors.ts';
import type { Bytes, EpochMs, Ports } from '../ports.ts';
import { IV_BYTES, openAesGcm, sealAesGcm } from './aes-gcm.ts';
import {
  MAC_HASHES,
  type MacAlgorithm,
  type MessageType,
  type OaepAlgorithm,
  type SigningAlgorithm,
} from './algorithms.ts';
import { concat } from './bytes.ts';
import { formatBlob, parseBlob } from './ciphertext-blob.ts';
import { contextBytes, type EncryptionContext } from './encryption-context.ts';
import { type ImportAlgorithm, ImportTokens, type WrappingKeySpec } from './import-tokens.ts';
import type { KeyPair, Signed } from './key-pair.ts';
import { type KeyName, newMaterial, type OpenMaterial, openMaterial } from './open-material.ts';
import { SealedMaterials } from './sealed-materials.ts';

/** One material of one key. */
export interface MaterialRef {
  readonly key: KeyName;
  readonly keyMaterialId: string;
}

/**
 * The wall around key material. It lives here and nowhere else; what leaves is what KMS would let leave, each by a
 * method of its own. At rest it is sealed: see `SealedMaterials`.
 */
export class Vault {
  readonly #ports: Ports;
  readonly #sealed: SealedMaterials;
  readonly #imports: ImportTokens;
  readonly #open = new Map<string, Map<string, OpenMaterial>>();

  /** `rootKey` is an AES-GCM key that can't be exported. */
  constructor(ports: Ports, rootKey: CryptoKey) {
    this.#ports = ports;
    this.#sealed = new SealedMaterials(ports, rootKey);
    this.#imports = new ImportTokens(ports, rootKey);
  }

  /**
   * Makes key material for a key, or takes what is given, and keeps it sealed.
   * @param given - bytes of a symmetric or HMAC key, or a private key in PKCS #8 DER; they stay the caller's.
   * @returns the key material id; see `openMaterial`.
   * @throws {Error} when what is given doesn't fit the key's spec: ask `accepts` first.
   */
  async createMaterial(key: KeyName, given?: Bytes): Promise<string> {
    const raw = given?.slice() ?? (await newMaterial(key.keySpec, this.#ports));
    const material = await openMaterial(key, raw, this.#ports);
    if (material === null) throw new Error(`the material given to ${key.arn} is none of ${key.keySpec}`);
    await this.#sealed.put(key.arn, material.keyMaterialId, raw);
    raw.fill(0);
    this.#remember(key, material);
    return material.keyMaterialId;
  }

  /** The id that `given` would have as a material of the key; null when it doesn't fit the key's spec. Nothing is kept. */
  async accepts(key: KeyName, given: Bytes): Promise<string | null> {
    return (await openMaterial(key, given, this.#ports))?.keyMaterialId ?? null;
  }

  /** A public key to wrap material for a key with, and the token to import it by until `validTo`. */
  importParameters(
    { arn }: KeyName,
    parameters: { readonly algorithm: ImportAlgorithm; readonly spec: WrappingKeySpec; readonly validTo: EpochMs },
  ): Promise<{ readonly publicKey: Bytes; readonly token: Bytes }> {
    return this.#imports.issue(arn, parameters);
  }

  /**
   * Unwraps material that is to be imported into a key.
   * @throws {InvalidImportTokenException, InvalidCiphertextException}
   */
  async unwrapMaterial(key: KeyName, token: Bytes, wrapped: Bytes): Promise<UnwrappedMaterial> {
    const { validTo, raw } = await this.#imports.unwrap(key.arn, token, wrapped);
    return {
      validTo,
      keyMaterialId: await this.accepts(key, raw),
      keep: () => this.createMaterial(key, raw),
      discard: () => void raw.fill(0),
    };
  }

  /** Gives a replica of a multi-Region key a copy of a material; its id stays. */
  async copyMaterial({ key, keyMaterialId }: MaterialRef, replica: KeyName): Promise<void> {
    const raw = await this.#sealed.take(key.arn, keyMaterialId);
    await this.#sealed.put(replica.arn, keyMaterialId, raw);
    raw.fill(0);
  }

  /** Closes a material that AWS would destroy. Its sealed bytes stay, so that a past moment can be shown. */
  close({ key, keyMaterialId }: { readonly key: Pick<KeyName, 'arn'>; readonly keyMaterialId: string }): void {
    const open = this.#open.get(key.arn);
    open?.delete(keyMaterialId);
    if (open?.size === 0) this.#open.delete(key.arn);
  }

  /**
   * KMS's Encrypt with a symmetric key: AES-256-GCM, a fresh random IV, the context and the blob's header as
   * additional data.
   * Simplified: AWS derives a one-time key for every call (KDF in counter mode, 128-bit nonce) from the key material;
   * here the material encrypts by itself. Source: KMS Cryptographic Details, "Symmetric encryption keys".
   */
  async encrypt(ref: MaterialRef, plaintext: Bytes, context: EncryptionContext): Promise<Bytes> {
    const { key, header } = this.#symmetric(this.#opened(ref) ?? (await this.#unseal(ref)));
    const iv = this.#ports.random.bytes(IV_BYTES);
    const sealed = await sealAesGcm(this.#ports.subtle, key, plaintext, { iv, aad: authenticated(header, context) });
    return formatBlob(header, { iv, sealed });
  }

  /**
   * KMS's Decrypt with a symmetric key.
   * @throws {InvalidCiphertextException} for a blob that was changed, a context that differs, or material that is gone.
   */
  async decrypt(key: KeyName, blob: Bytes, context: EncryptionContext): Promise<Bytes> {
    const { header, headerBytes, sealed } = parseBlob(blob);
    const ref = { key, keyMaterialId: header.keyMaterialId };
    const material = this.#symmetric(this.#opened(ref) ?? (await this.#unseal(ref)));
    return openAesGcm(this.#ports.subtle, material.key, sealed, authenticated(headerBytes, context));
  }

  /** The public half of a key pair: DER SubjectPublicKeyInfo. */
  async publicKey(ref: MaterialRef): Promise<Bytes> {
    return (await this.#pair(ref)).publicKey.slice();
  }

  /** Signs; `message` has the length that `type` and `algorithm` ask for. */
  async sign(ref: MaterialRef, algorithm: SigningAlgorithm, message: Bytes, type: MessageType): Promise<Bytes> {
    return able(ref, (await this.#pair(ref)).signing).sign(algorithm, message, type, this.#ports.random);
  }

  /** Whether the signature is the key's. */
  async verify(ref: MaterialRef, algorithm: SigningAlgorithm, signed: Signed): Promise<boolean> {
    return able(ref, (await this.#pair(ref)).signing).verify(algorithm, signed);
  }

  /** RSAES-OAEP with a key pair's public half; `plaintext` fits. */
  async encryptOaep(ref: MaterialRef, algorithm: OaepAlgorithm, plaintext: Bytes): Promise<Bytes> {
    return able(ref, (await this.#pair(ref)).encryption).encrypt(algorithm, plaintext);
  }

  /** @throws {InvalidCiphertextException} for any ciphertext that doesn't open. */
  async decryptOaep(ref: MaterialRef, algorithm: OaepAlgorithm, ciphertext: Bytes): Promise<Bytes> {
    const plaintext = await able(ref, (await this.#pair(ref)).encryption).decrypt(algorithm, ciphertext);
    if (plaintext === null) throw new InvalidCiphertextException();
    return plaintext;
  }

  /** The HMAC of `message`. */
  async mac(ref: MaterialRef, algorithm: MacAlgorithm, message: Bytes): Promise<Bytes> {
    const { means } = this.#opened(ref) ?? (await this.#unseal(ref));
    if (means.kind !== 'hmac') throw new Error(`${ref.key.arn} makes no MACs`);
    return this.#ports.primitives.hmac(MAC_HASHES[algorithm], means.key, message);
  }

  /** Whether `mac` is the HMAC of `message`, in a time that tells nothing of the right one. */
  async verifyMac(ref: MaterialRef, algorithm: MacAlgorithm, message: Bytes, mac: Bytes): Promise<boolean> {
    return this.#ports.primitives.sameSecret(await this.mac(ref, algorithm, message), mac);
  }

  /** ECDH; null when `peer` is no public key (DER) on the key's curve. */
  async deriveSharedSecret(ref: MaterialRef, peer: Bytes): Promise<Bytes | null> {
    return able(ref, (await this.#pair(ref)).agreement).deriveSharedSecret(peer);
  }

  /** ML-KEM with the public half: a shared secret, and the ciphertext that carries it. */
  async encapsulate(ref: MaterialRef): Promise<{ readonly sharedSecret: Bytes; readonly ciphertext: Bytes }> {
    return able(ref, (await this.#pair(ref)).encapsulation).encapsulate(this.#ports.random);
  }

  /** @throws {InvalidCiphertextException} for a ciphertext of the wrong length; any other gives some secret. */
  async decapsulate(ref: MaterialRef, ciphertext: Bytes): Promise<Bytes> {
    const secret = await able(ref, (await this.#pair(ref)).encapsulation).decapsulate(ciphertext);
    if (secret === null) throw new InvalidCiphertextException();
    return secret;
  }

  async #pair(ref: MaterialRef): Promise<KeyPair> {
    const { means } = this.#opened(ref) ?? (await this.#unseal(ref));
    if (means.kind !== 'pair') throw new Error(`${ref.key.arn} is no key pair`);
    return means.pair;
  }

  #symmetric({ means, keyMaterialId }: OpenMaterial) {
    if (means.kind !== 'symmetric') throw new Error(`${keyMaterialId} is no material of a symmetric key`);
    return means;
  }

  #opened({ key, keyMaterialId }: MaterialRef): OpenMaterial | undefined {
    return this.#open.get(key.arn)?.get(keyMaterialId);
  }

  async #unseal({ key, keyMaterialId }: MaterialRef): Promise<OpenMaterial> {
    const raw = await this.#sealed.take(key.arn, keyMaterialId);
    const material = await openMaterial(key, raw, this.#ports);
    raw.fill(0);
    if (material === null) throw new Error(`what is sealed of ${key.arn} is no material of ${key.keySpec}`);
    this.#remember(key, material);
    return material;
  }

  #remember({ arn }: KeyName, material: OpenMaterial): void {
    const open = this.#open.get(arn) ?? new Map<string, OpenMaterial>();
    this.#open.set(arn, open.set(material.keyMaterialId, material));
  }
}

/** Material that was unwrapped, and is not kept yet. Its bytes stay in the vault. */
export interface UnwrappedMaterial {
  /** Until when its token was good. */
  readonly validTo: EpochMs;
  /** The id that it has in the key; null when it is no material of the key's spec. */
  readonly keyMaterialId: string | null;
  keep(): Promise<string>;
  /** Wipes it; what was kept stays. */
  discard(): void;
}

/** What a key pair can do. Its spec and usage were checked before, so that not to be able to is a bug. */
function able<T>({ key }: MaterialRef, capability: T | undefined): T {
  if (capability === undefined) throw new Error(`a key pair of ${key.keySpec} can't do that`);
  return capability;
}

/** What a ciphertext is bound to: its header and the encryption context. */
function authenticated(header: Bytes, context: EncryptionContext): Bytes {
  const bytes = contextBytes(context);
  return bytes.length === 0 ? header : concat(header, bytes);
}
