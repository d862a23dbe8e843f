import type { HashName, OaepAlgorithm } from './crypto/algorithms.ts';
import type { KeyPair } from './crypto/key-pair.ts';
import type { KeyPairSpec } from './crypto/key-specs.ts';
import type { Store } from './lab/store.ts';
import type { OutsideCrypto } from './laptop/outside-crypto.ts';

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = number;

/** Bytes over a plain (not shared) buffer, which is what WebCrypto takes and gives. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** Every effect the core may have. Front ends supply the real ones, tests the fixed ones. */
export interface Ports {
  /** The host's clock: where a world starts when none is named, and what "follow real time" follows. */
  readonly clock: { now(): EpochMs };
  /** The platform's secure random source. Key material, IVs and nonces come from here and nowhere else. */
  readonly random: RandomSource;
  /** WebCrypto, as W3C "Web Cryptography API" defines it. */
  readonly subtle: SubtleCrypto;
  /** What WebCrypto can't do, or can't do synchronously. */
  readonly primitives: Primitives;
  readonly store: Store;
  /**
   * Another program for `laptop` lines to work with a public key by, such as openssl. Null where the host has none, and
   * left out where it is not to be looked for: they then do it by `subtle`.
   */
  readonly outsideCrypto?: () => Promise<OutsideCrypto | null>;
}

/** A secure random source. */
export interface RandomSource {
  bytes(length: number): Bytes;
}

/**
 * Cryptographic functions beside WebCrypto. What is asynchronous loads its code on first use, or works off the main
 * thread; randomness is handed in wherever the platform lets it be.
 */
export interface Primitives {
  /** SHA-256 (FIPS 180-4) of `data`, 32 bytes, at once; of a text, it is that of its UTF-8. */
  sha256(data: Uint8Array | string): Bytes;
  /** MD5 (RFC 1321) of `data`, 16 bytes, at once: S3's ETags, which are no security. */
  md5(data: Uint8Array): Bytes;
  /** HMAC (FIPS 198-1), as long as the hash; of a text, it is that of its UTF-8. */
  hmac(hash: HashName, key: Uint8Array, message: Uint8Array | string): Bytes;
  /** Whether both hold the same bytes, in a time that tells nothing of where they differ. */
  sameSecret(a: Uint8Array, b: Uint8Array): boolean;
  /** A new private key: DER PKCS #8 PrivateKeyInfo (RFC 5958). RSA keys are made off the main thread. */
  generateKeyPair(spec: KeyPairSpec, random: RandomSource): Promise<Bytes>;
  /** Opens a private key in PKCS #8 DER; null when it isn't one of that spec. */
  openKeyPair(spec: KeyPairSpec, privateKey: Bytes): Promise<KeyPair | null>;
  /** Encrypts to an RSA public key (DER SubjectPublicKeyInfo); null when it isn't one, or is too short for `plaintext`. */
  encryptToPublicKey(publicKey: Bytes, algorithm: OaepAlgorithm, plaintext: Bytes): Promise<Bytes | null>;
  /** AES key wrap with padding (RFC 5649) under a key of 16, 24 or 32 bytes. */
  wrapKey(wrappingKey: Bytes, key: Bytes): Promise<Bytes>;
  /** Null when it doesn't open. */
  unwrapKey(wrappingKey: Bytes, wrapped: Bytes): Promise<Bytes | null>;
}
