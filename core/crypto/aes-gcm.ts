import { InvalidCiphertextException } from '../errors/kms-errors.ts';
import type { Bytes } from '../ports.ts';

/** Bytes of an initialisation vector. Source: NIST SP 800-38D, section 8.2: 96 bits. */
export const IV_BYTES = 12;
/** Bytes of the tag at a sealed text's end. */
export const TAG_BYTES = 16;

/** What AES-GCM gives: the initialisation vector, and the ciphertext followed by its tag. */
export interface SealedBytes {
  readonly iv: Bytes;
  readonly sealed: Bytes;
}

/**
 * Seals with AES-256-GCM. `iv` must be fresh from the platform's random source: a repeated one breaks the cipher.
 * @param aad - authenticated, not secret.
 * Source: W3C Web Cryptography API, AES-GCM; NIST SP 800-38D.
 */
export async function sealAesGcm(
  subtle: SubtleCrypto,
  key: CryptoKey,
  plaintext: Bytes,
  { iv, aad }: { readonly iv: Bytes; readonly aad: Bytes },
): Promise<Bytes> {
  return new Uint8Array(
    await subtle.encrypt({ name: 'AES-GCM', iv, additionalData: aad, tagLength: 128 }, key, source(plaintext)),
  );
}

/**
 * Opens what `sealAesGcm` sealed.
 * @param aad - must equal the bytes given when sealing.
 * @throws {InvalidCiphertextException} for any failure, always the same one.
 */
export async function openAesGcm(
  subtle: SubtleCrypto,
  key: CryptoKey,
  { iv, sealed }: SealedBytes,
  aad: Bytes,
): Promise<Bytes> {
  try {
    return new Uint8Array(
      await subtle.decrypt({ name: 'AES-GCM', iv, additionalData: aad, tagLength: 128 }, key, source(sealed)),
    );
  } catch (cause) {
    throw new InvalidCiphertextException({ cause });
  }
}

/** A view is copied by some platforms before they look at it; a buffer is taken as it is. */
function source(bytes: Bytes): BufferSource {
  return bytes.length === bytes.buffer.byteLength ? bytes.buffer : bytes;
}

/** An AES-256 key from its 32 bytes; it can't be exported again. */
export function importAesKey(subtle: SubtleCrypto, raw: Bytes): Promise<CryptoKey> {
  return subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
}
