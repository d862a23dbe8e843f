import type { Bytes, RandomSource } from '../ports.ts';
import type { MessageType, OaepAlgorithm, SigningAlgorithm } from './algorithms.ts';

/**
 * A private key, open for use inside the vault. Its bytes are not in it, and it has what its spec can do and nothing
 * else.
 */
export interface KeyPair {
  /** The public half: DER SubjectPublicKeyInfo (RFC 5280). */
  readonly publicKey: Bytes;
  readonly signing?: Signing;
  readonly encryption?: OaepEncryption;
  readonly agreement?: Agreement;
  readonly encapsulation?: Encapsulation;
}

/** A signature, and what it is over. */
export interface Signed {
  readonly message: Bytes;
  readonly type: MessageType;
  readonly signature: Bytes;
}

/** Signatures in KMS's encodings: RSA as PKCS #1 has it, ECDSA as DER (RFC 3279), Ed25519 and ML-DSA raw. */
export interface Signing {
  /** `message` has the length that `type` and `algorithm` ask for. */
  sign(algorithm: SigningAlgorithm, message: Bytes, type: MessageType, random: RandomSource): Promise<Bytes>;
  verify(algorithm: SigningAlgorithm, signed: Signed): Promise<boolean>;
}

/** RSAES-OAEP (RFC 8017, section 7.1) with an empty label. */
export interface OaepEncryption {
  /** `plaintext` is no longer than `oaepCapacity` says. */
  encrypt(algorithm: OaepAlgorithm, plaintext: Bytes): Promise<Bytes>;
  /** Null for any ciphertext that doesn't open. */
  decrypt(algorithm: OaepAlgorithm, ciphertext: Bytes): Promise<Bytes | null>;
}

/** ECDH, cofactor Diffie-Hellman (NIST SP 800-56A, section 5.7.1.2). */
export interface Agreement {
  /** The x-coordinate, as long as the curve's field. Null when `peer` is no public key (DER) on this curve. */
  deriveSharedSecret(peer: Bytes): Promise<Bytes | null>;
}

/** ML-KEM (FIPS 203). Shared secrets have 32 bytes. */
export interface Encapsulation {
  encapsulate(random: RandomSource): Promise<{ readonly sharedSecret: Bytes; readonly ciphertext: Bytes }>;
  /** Null for a ciphertext of the wrong length. Any other wrong one gives another secret: implicit rejection. */
  decapsulate(ciphertext: Bytes): Promise<Bytes | null>;
}
