import type { Bytes } from '../ports.ts';

/** A program or library on a computer outside AWS that works with a public key. It has no credentials. */
export interface OutsideCrypto {
  /** `OpenSSL 3.0.19`, `WebCrypto`: what is said to have done it. */
  readonly name: string;
  /**
   * RSAES-OAEP with SHA-256 to a public key in DER (SubjectPublicKeyInfo).
   * @throws {OutsideCryptoError} where it is no RSA key, or too short for the text
   */
  encrypt(publicKey: Bytes, plaintext: Bytes): Promise<Bytes>;
  /**
   * Whether `signature` is one of ECDSA over P-256 with SHA-256, in DER, as KMS gives it.
   * @throws {OutsideCryptoError} where the public key is no such key
   */
  verify(publicKey: Bytes, signature: Bytes, message: Bytes): Promise<boolean>;
}

/** Why it could not be done, in a few words. */
export class OutsideCryptoError extends Error {
  override readonly name = 'OutsideCryptoError';
}
