import type { Bytes } from '../ports.ts';
import { concat, fromHex, sameBytes } from './bytes.ts';

/**
 * As much of DER (ITU-T X.690) as keys need: SubjectPublicKeyInfo (RFC 5280) and PrivateKeyInfo (RFC 5958) of the
 * kinds of keys that the platform has no encoder for.
 */

/** Tags of ASN.1 types. */
export const DER = { integer: 0x02, bitString: 0x03, octetString: 0x04, sequence: 0x30, set: 0x31 } as const;

/** One element: its tag and its content. */
export interface DerElement {
  readonly tag: number;
  readonly content: Bytes;
}

/** Tag, length and content. */
export function der(tag: number, ...content: readonly Uint8Array[]): Bytes {
  const body = concat(...content);
  return concat(Uint8Array.of(tag), lengthBytes(body.length), body);
}

/** The elements that stand one after the other in `bytes`; null when they are not DER. */
export function derElements(bytes: Bytes): readonly DerElement[] | null {
  const elements: DerElement[] = [];
  for (let at = 0; at < bytes.length; ) {
    const tag = bytes[at] ?? 0;
    const first = bytes[at + 1];
    if (first === undefined) return null;
    const more = first < 0x80 ? 0 : first & 0x7f;
    // Longer lengths than three bytes' and the indefinite one (0) have no place in a key.
    if (first >= 0x80 && (more === 0 || more > 3)) return null;
    let length = more === 0 ? first : 0;
    for (let i = 0; i < more; i++) length = length * 256 + (bytes[at + 2 + i] ?? 0);
    const start = at + 2 + more;
    const content = bytes.slice(start, start + length);
    if (content.length !== length || lengthBytes(length).length !== 1 + more) return null;
    elements.push({ tag, content });
    at = start + length;
  }
  return elements;
}

/** A SubjectPublicKeyInfo: the algorithm (hexadecimal DER of an AlgorithmIdentifier) and the key's own bytes. */
export function subjectPublicKeyInfo(algorithm: string, key: Uint8Array): Bytes {
  return der(DER.sequence, fromHex(algorithm), der(DER.bitString, Uint8Array.of(0), key));
}

/** A PrivateKeyInfo of version 0 around what the algorithm's own document calls its private key. */
export function privateKeyInfo(algorithm: string, key: Uint8Array): Bytes {
  return der(DER.sequence, ZERO, fromHex(algorithm), der(DER.octetString, key));
}

/** Whether a SubjectPublicKeyInfo is of that algorithm, parameters and all. */
export function isOfAlgorithm(publicKey: Bytes, algorithm: string): boolean {
  const [outer] = derElements(publicKey) ?? [];
  const [identifier] = outer?.tag === DER.sequence ? (derElements(outer.content) ?? []) : [];
  return identifier !== undefined && sameBytes(der(identifier.tag, identifier.content), fromHex(algorithm));
}

/** What `privateKeyInfo` wraps; null when it's another algorithm's key, or no PrivateKeyInfo. */
export function privateKeyIn(info: Bytes, algorithm: string): Bytes | null {
  const outer = derElements(info);
  if (outer?.length !== 1 || outer[0]?.tag !== DER.sequence) return null;
  const [version, identifier, key] = derElements(outer[0].content) ?? [];
  if (version?.tag !== DER.integer || identifier?.tag !== DER.sequence || key?.tag !== DER.octetString) return null;
  return sameBytes(der(DER.sequence, identifier.content), fromHex(algorithm)) ? key.content : null;
}

const ZERO = der(DER.integer, Uint8Array.of(0));

function lengthBytes(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length);
  if (length < 0x100) return Uint8Array.of(0x81, length);
  if (length < 0x1_0000) return Uint8Array.of(0x82, length >> 8, length & 0xff);
  return Uint8Array.of(0x83, length >> 16, (length >> 8) & 0xff, length & 0xff);
}
