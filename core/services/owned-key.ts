import { IV_BYTES } from '../crypto/aes-gcm.ts';
import { concat, fromBase64, toBase64 } from '../crypto/bytes.ts';
import type { Safe, SafeItem } from '../crypto/safe.ts';
import type { Bytes } from '../ports.ts';
import type { SealedText } from './data-cipher.ts';

/** An AES-256 key that a service owns itself, so that no customer sees it: its bytes. */
export const OWNED_KEY_BYTES = 32;

/** Seals a data key under a key that a service owns. @param aad - authenticated, not secret */
export async function sealUnderOwned(safe: Safe, owned: SafeItem, dataKey: Bytes, aad: Bytes): Promise<SealedText> {
  const { iv, sealed } = await safe.sealUnder(owned, dataKey, aad);
  return toBase64(concat(iv, sealed));
}

/** @throws {InvalidCiphertextException} when it was changed, or is something else */
export function openUnderOwned(safe: Safe, owned: SafeItem, text: SealedText, aad: Bytes): Promise<Bytes> {
  const bytes = fromBase64(text);
  return safe.openUnder(owned, { iv: bytes.subarray(0, IV_BYTES), sealed: bytes.subarray(IV_BYTES) }, aad);
}
