import { diffieHellman, generateKeyPair, type KeyObject, sign as signWith, verify as verifyWith } from 'node:crypto';
import { promisify } from 'node:util';
import { type HashName, type SigningAlgorithm, signingFacts } from '../../crypto/algorithms.ts';
import { isOfAlgorithm } from '../../crypto/der.ts';
import type { Agreement, Signed, Signing } from '../../crypto/key-pair.ts';
import type { KeyPairSpec } from '../../crypto/key-specs.ts';
import type { KeyFamily } from './key-family.ts';
import { privateKeyDer, privateKeyObject, publicHalf, publicKeyObject } from './platform-keys.ts';

/** The platform's names. Source: SEC 2, version 2, section 2; FIPS 186-5. */
const CURVES: Readonly<Partial<Record<KeyPairSpec, string>>> = {
  ECC_NIST_P256: 'prime256v1',
  ECC_NIST_P384: 'secp384r1',
  ECC_NIST_P521: 'secp521r1',
};

/** AlgorithmIdentifiers: id-ecPublicKey with a curve by its name. Source: RFC 5480, section 2.1.1. */
const ALGORITHMS: Readonly<Partial<Record<KeyPairSpec, string>>> = {
  ECC_NIST_P256: '301306072a8648ce3d020106082a8648ce3d030107',
  ECC_NIST_P384: '301006072a8648ce3d020106052b81040022',
  ECC_NIST_P521: '301006072a8648ce3d020106052b81040023',
};

/**
 * P-256, P-384 and P-521 through node:crypto. The platform signs messages only; digests that the caller made are
 * signed by @noble/curves, loaded for the first of them.
 */
export const nistCurves: KeyFamily = {
  async generate(spec) {
    const { privateKey } = await promisify(generateKeyPair)('ec', { namedCurve: CURVES[spec] ?? '' });
    return privateKeyDer(privateKey);
  },

  async open(spec, der) {
    const key = privateKeyObject(der);
    if (key === null || curveOf(key) !== CURVES[spec]) return null;
    const { object, der: publicKey } = publicHalf(key);
    return { publicKey, signing: signing(spec, key, object), agreement: agreement(spec, key) };
  },
};

function curveOf(key: KeyObject): string | undefined {
  return key.asymmetricKeyType === 'ec' ? key.asymmetricKeyDetails?.namedCurve : undefined;
}

function signing(spec: KeyPairSpec, key: KeyObject, publicKey: KeyObject): Signing {
  return {
    async sign(algorithm, message, type, random) {
      if (type === 'RAW') return new Uint8Array(signWith(hashOf(algorithm), message, key));
      const curve = await digestCurve(spec);
      const options = { prehash: false, lowS: false, format: 'der', extraEntropy: random.bytes(32) } as const;
      return new Uint8Array(curve.sign(message, scalarOf(key), options));
    },
    verify: (algorithm, signed) => verifyOnNistCurve(spec, publicKey, algorithm, signed),
  };
}

/** Whether a signature is one by a key on that curve. */
export async function verifyOnNistCurve(
  spec: KeyPairSpec,
  publicKey: KeyObject,
  algorithm: SigningAlgorithm,
  { message, type, signature }: Signed,
): Promise<boolean> {
  if (type === 'RAW') return verifyWith(hashOf(algorithm), message, publicKey, signature);
  const curve = await digestCurve(spec);
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const point = Uint8Array.of(4, ...Buffer.from(x, 'base64url'), ...Buffer.from(y, 'base64url'));
  try {
    return curve.verify(signature, message, point, { prehash: false, lowS: false, format: 'der' });
  } catch {
    return false; // a signature that is no DER
  }
}

function hashOf(algorithm: SigningAlgorithm): HashName {
  const { scheme, hash } = signingFacts(algorithm);
  if (scheme !== 'ecdsa' || hash === null) throw new Error(`${algorithm} is not ECDSA`);
  return hash;
}

async function digestCurve(spec: KeyPairSpec) {
  const { p256, p384, p521 } = await import('@noble/curves/nist.js');
  if (spec === 'ECC_NIST_P256') return p256;
  return spec === 'ECC_NIST_P384' ? p384 : p521;
}

function scalarOf(key: KeyObject): Uint8Array {
  return new Uint8Array(Buffer.from(key.export({ format: 'jwk' }).d ?? '', 'base64url'));
}

function agreement(spec: KeyPairSpec, key: KeyObject): Agreement {
  return {
    async deriveSharedSecret(peer) {
      // A curve by its parameters could be any other one that looks like this.
      const publicKey = isOfAlgorithm(peer, ALGORITHMS[spec] ?? '') ? publicKeyObject(peer) : null;
      if (publicKey === null || curveOf(publicKey) !== CURVES[spec]) return null;
      return new Uint8Array(diffieHellman({ privateKey: key, publicKey }));
    },
  };
}
