import type { Bytes } from '../ports.ts';
import { DER, der, derElements } from './der.ts';

/** `[0] EXPLICIT Version`, which certificates of version 1 leave out. */
const VERSION_TAG = 0xa0;

/**
 * The public key in an X.509 certificate, as DER SubjectPublicKeyInfo; null when it's no certificate.
 * Source: RFC 5280, section 4.1.
 */
export function publicKeyInCertificate(certificate: Bytes): Bytes | null {
  const [outer] = derElements(certificate) ?? [];
  const [toBeSigned] = outer?.tag === DER.sequence ? (derElements(outer.content) ?? []) : [];
  const members = toBeSigned?.tag === DER.sequence ? (derElements(toBeSigned.content) ?? []) : [];
  // Serial number, signature, issuer, validity and subject stand before it.
  const key = members[members[0]?.tag === VERSION_TAG ? 6 : 5];
  return key?.tag === DER.sequence ? der(key.tag, key.content) : null;
}
