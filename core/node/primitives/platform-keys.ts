import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import type { Bytes } from '../../ports.ts';

/** A private key in PKCS #8 DER as the platform's object; null when the platform can't read it. */
export function privateKeyObject(der: Bytes): KeyObject | null {
  try {
    return createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' });
  } catch {
    return null;
  }
}

/** A public key in SubjectPublicKeyInfo DER as the platform's object; null when the platform can't read it. */
export function publicKeyObject(der: Bytes): KeyObject | null {
  try {
    return createPublicKey({ key: Buffer.from(der), format: 'der', type: 'spki' });
  } catch {
    return null;
  }
}

/** The public half of a private key. */
export function publicHalf(key: KeyObject): { readonly object: KeyObject; readonly der: Bytes } {
  const object = createPublicKey(key);
  return { object, der: new Uint8Array(object.export({ format: 'der', type: 'spki' })) };
}

/** A private key as PKCS #8 DER. */
export function privateKeyDer(key: KeyObject): Bytes {
  const der = key.export({ format: 'der', type: 'pkcs8' });
  const bytes = new Uint8Array(der);
  der.fill(0);
  return bytes;
}
