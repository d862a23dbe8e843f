import { constants, createHash, type KeyObject, privateEncrypt, publicDecrypt, timingSafeEqual } from 'node:crypto';
import { HASH_BYTES, type HashName } from '../../crypto/algorithms.ts';
import { concat, fromHex } from '../../crypto/bytes.ts';
import type { Bytes, RandomSource } from '../../ports.ts';

/**
 * RSA signatures over a digest that the caller made. The platform signs messages only, so the encodings of RFC 8017
 * are made here, and the platform does the arithmetic under them (RSASP1, RSAVP1).
 */

type Scheme = 'pss' | 'pkcs1';

/** Signs a digest: RSASSA-PSS (RFC 8017, section 8.1) or RSASSA-PKCS1-v1_5 (section 8.2). */
export function signDigest(key: KeyObject, scheme: Scheme, hash: HashName, digest: Bytes, random: RandomSource): Bytes {
  const bytes = modulusBits(key) / 8;
  const encoded =
    scheme === 'pss'
      ? encodePss(hash, digest, random.bytes(HASH_BYTES[hash]), bytes)
      : encodePkcs1(hash, digest, bytes);
  return new Uint8Array(privateEncrypt({ key, padding: constants.RSA_NO_PADDING }, encoded));
}

/** Whether `signature`, which is as long as the modulus, is one over `digest`. */
export function verifyDigest(key: KeyObject, scheme: Scheme, hash: HashName, digest: Bytes, signature: Bytes): boolean {
  const bytes = modulusBits(key) / 8;
  let encoded: Bytes;
  try {
    encoded = new Uint8Array(publicDecrypt({ key, padding: constants.RSA_NO_PADDING }, signature));
  } catch {
    return false; // a number that is no residue of this modulus
  }
  if (scheme === 'pkcs1') return timingSafeEqual(encoded, encodePkcs1(hash, digest, bytes));
  const salt = saltIn(hash, encoded);
  return salt !== null && timingSafeEqual(encoded, encodePss(hash, digest, salt, bytes));
}

/** DER of DigestInfo up to the digest. Source: RFC 8017, section 9.2, note 1. */
const DIGEST_INFO: Readonly<Partial<Record<HashName, string>>> = {
  sha256: '3031300d060960864801650304020105000420',
  sha384: '3041300d060960864801650304020205000430',
  sha512: '3051300d060960864801650304020305000440',
};

/** EMSA-PKCS1-v1_5 (RFC 8017, section 9.2). */
function encodePkcs1(hash: HashName, digest: Bytes, bytes: number): Bytes {
  const info = concat(fromHex(DIGEST_INFO[hash] ?? ''), digest);
  const padding = new Uint8Array(bytes - info.length - 3).fill(0xff);
  return concat(Uint8Array.of(0, 1), padding, Uint8Array.of(0), info);
}

/** EMSA-PSS (RFC 8017, section 9.1.1), for a modulus of a whole number of bytes: its top bit is kept clear. */
function encodePss(hash: HashName, digest: Bytes, salt: Bytes, bytes: number): Bytes {
  const seed = createHash(hash).update(new Uint8Array(8)).update(digest).update(salt).digest();
  const block = new Uint8Array(bytes - seed.length - 1);
  block[block.length - salt.length - 1] = 1;
  block.set(salt, block.length - salt.length);
  return concat(masked(hash, block, seed), seed, Uint8Array.of(0xbc));
}

/** The salt inside an EMSA-PSS encoding; null when it can't be one. */
function saltIn(hash: HashName, encoded: Bytes): Bytes | null {
  const length = HASH_BYTES[hash];
  const split = encoded.length - length - 1;
  if (split < length + 1 || ((encoded[0] ?? 0) & 0x80) !== 0) return null;
  return masked(hash, encoded.subarray(0, split), encoded.subarray(split, -1)).slice(-length);
}

/** `block` under MGF1's mask (RFC 8017, appendix B.2.1); the same call puts the mask on and takes it off. */
function masked(hash: HashName, block: Bytes, seed: Uint8Array): Bytes {
  const result = block.slice();
  const counter = new Uint8Array(4);
  for (let at = 0, count = 0; at < result.length; count++) {
    new DataView(counter.buffer).setUint32(0, count);
    for (const byte of createHash(hash).update(seed).update(counter).digest()) {
      if (at < result.length) result[at] = (result[at] ?? 0) ^ byte;
      at += 1;
    }
  }
  result[0] = (result[0] ?? 0) & 0x7f;
  return result;
}

function modulusBits(key: KeyObject): number {
  return key.asymmetricKeyDetails?.modulusLength ?? 0;
}
