import type { Bytes } from '../ports.ts';

const SEQUENCE = 0x30;
const INTEGER = 0x02;
/** Bytes of each half of a P-256 signature in WebCrypto's form. Source: W3C Web Cryptography API, ECDSA. */
const HALF = 32;

/**
 * A P-256 signature as KMS gives it (DER, RFC 3279 section 2.2.3) in the form that WebCrypto takes: two numbers of 32
 * bytes. Null for bytes that are no such signature.
 */
export function rawSignature(der: Uint8Array): Bytes | null {
  if (der[0] !== SEQUENCE || der[1] !== der.length - 2) return null;
  const first = integerAt(der, 2);
  const second = first === null ? null : integerAt(der, first.end);
  if (first === null || second === null || second.end !== der.length) return null;
  const raw = new Uint8Array(2 * HALF);
  raw.set(first.digits, HALF - first.digits.length);
  raw.set(second.digits, 2 * HALF - second.digits.length);
  return raw;
}

function integerAt(der: Uint8Array, at: number): { readonly digits: Uint8Array; readonly end: number } | null {
  const length = der[at + 1] ?? 0;
  const end = at + 2 + length;
  if (der[at] !== INTEGER || end > der.length) return null;
  const padded = der.subarray(at + 2, end);
  const digits = padded[0] === 0 ? padded.subarray(1) : padded;
  return digits.length > HALF ? null : { digits, end };
}
