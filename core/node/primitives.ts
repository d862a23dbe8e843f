import { createHmac, hash, timingSafeEqual } from 'node:crypto';
import { factsOf, type KeyKind } from '../crypto/key-specs.ts';
import type { Bytes, Primitives } from '../ports.ts';
import type { KeyFamily } from './primitives/key-family.ts';

/** One file a family of keys, loaded when the first key of it is made or opened. */
const FAMILIES: Readonly<Record<KeyKind, (() => Promise<KeyFamily>) | null>> = {
  symmetric: null,
  hmac: null,
  rsa: async () => (await import('./primitives/rsa.ts')).rsa,
  nistCurve: async () => (await import('./primitives/nist-curves.ts')).nistCurves,
  koblitz: async () => (await import('./primitives/secp256k1.ts')).koblitz,
  edwards: async () => (await import('./primitives/ed25519.ts')).edwards,
  mlDsa: async () => (await import('./primitives/ml-dsa.ts')).mlDsa,
  mlKem: async () => (await import('./primitives/ml-kem.ts')).mlKem,
  sm2: null,
};

/** Node's crypto where it can do it in Electron too, and pure libraries for the rest. */
export const nodePrimitives: Primitives = {
  sha256: (data) => digest('sha256', data),
  md5: (data) => digest('md5', data),
  hmac: (name, key, message) => new Uint8Array(createHmac(name, key).update(message).digest()),
  sameSecret: (a, b) => a.length === b.length && timingSafeEqual(a, b),
  generateKeyPair: async (spec, random) => (await familyOf(factsOf(spec).kind)).generate(spec, random),
  openKeyPair: async (spec, privateKey) => (await familyOf(factsOf(spec).kind)).open(spec, privateKey),
  encryptToPublicKey: async (publicKey, algorithm, plaintext) =>
    (await import('./primitives/rsa.ts')).encryptToPublicKey(publicKey, algorithm, plaintext),
  wrapKey: async (wrappingKey, key) => (await import('./primitives/key-wrap.ts')).wrapKey(wrappingKey, key),
  unwrapKey: async (wrappingKey, wrapped) => (await import('./primitives/key-wrap.ts')).unwrapKey(wrappingKey, wrapped),
};

function familyOf(kind: KeyKind): Promise<KeyFamily> {
  const load = FAMILIES[kind];
  if (load === null) throw new Error(`there are no key pairs of kind ${kind}`);
  return load();
}

/** In one call: half the time of an object with `update` and `digest`. */
function digest(name: 'sha256' | 'md5', data: Uint8Array | string): Bytes {
  const bytes = hash(name, data, 'buffer');
  return new Uint8Array(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.length);
}
