import { der, derElements, privateKeyIn, privateKeyInfo } from '../../crypto/der.ts';
import type { Bytes } from '../../ports.ts';

/** `seed [0] OCTET STRING`, implicitly tagged. Source: RFC 9881, section 6 (ML-DSA); RFC 9935, section 6 (ML-KEM). */
const SEED_TAG = 0x80;

/** A post-quantum private key in seed form, which is the whole of it. */
export function seedPrivateKey(algorithm: string, seed: Bytes): Bytes {
  const info = privateKeyInfo(algorithm, der(SEED_TAG, seed));
  seed.fill(0);
  return info;
}

/** The seed in such a key; null when it's of another algorithm, or in another form. */
export function seedIn(info: Bytes, algorithm: string, bytes: number): Bytes | null {
  const key = privateKeyIn(info, algorithm);
  const elements = key === null ? null : derElements(key);
  const seed = elements?.length === 1 && elements[0]?.tag === SEED_TAG ? elements[0].content : null;
  return seed?.length === bytes ? seed : null;
}
