import { type KeyObject, sign as signWith, verify as verifyWith } from 'node:crypto';
import { ed25519ph } from '@noble/curves/ed25519.js';
import type { SigningAlgorithm } from '../../crypto/algorithms.ts';
import { DER, der, privateKeyInfo } from '../../crypto/der.ts';
import type { Signed, Signing } from '../../crypto/key-pair.ts';
import type { KeyFamily } from './key-family.ts';
import { privateKeyObject, publicHalf } from './platform-keys.ts';

/** AlgorithmIdentifier: id-Ed25519. Source: RFC 8410, section 3. */
const ALGORITHM = '300506032b6570';

/** Ed25519 through node:crypto, Ed25519ph through @noble/curves. */
export const edwards: KeyFamily = {
  async generate(_, random) {
    const seed = random.bytes(32);
    const info = privateKeyInfo(ALGORITHM, der(DER.octetString, seed));
    seed.fill(0);
    return info;
  },

  async open(_, info) {
    const key = privateKeyObject(info);
    if (key?.asymmetricKeyType !== 'ed25519') return null;
    const { object, der: publicKey } = publicHalf(key);
    return { publicKey, signing: signing(key, object) };
  },
};

/**
 * Ed25519ph hashes what it is given once more, though KMS takes a digest for it: verifiers give the digest as the
 * message. Source: KMS API Reference, Sign, MessageType; RFC 8032, section 5.1.
 */
function signing(key: KeyObject, publicKey: KeyObject): Signing {
  return {
    async sign(algorithm, message) {
      if (algorithm !== 'ED25519_PH_SHA_512') return new Uint8Array(signWith(null, message, key));
      const seed = Buffer.from(key.export({ format: 'jwk' }).d ?? '', 'base64url');
      return new Uint8Array(ed25519ph.sign(message, seed));
    },
    verify: async (algorithm, signed) => verifyEd25519(publicKey, algorithm, signed),
  };
}

/** Whether a signature is one by an Ed25519 key. */
export function verifyEd25519(
  publicKey: KeyObject,
  algorithm: SigningAlgorithm,
  { message, signature }: Signed,
): boolean {
  if (algorithm !== 'ED25519_PH_SHA_512') return verifyWith(null, message, publicKey, signature);
  const point = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  try {
    return ed25519ph.verify(signature, message, point, { zip215: false });
  } catch {
    return false; // a signature of the wrong length
  }
}
