import {
  constants,
  generateKeyPair,
  type KeyObject,
  privateDecrypt,
  publicEncrypt,
  sign as signWith,
  verify as verifyWith,
} from 'node:crypto';
import { promisify } from 'node:util';
import {
  HASH_BYTES,
  type HashName,
  OAEP_HASHES,
  type OaepAlgorithm,
  type SigningAlgorithm,
  signingFacts,
} from '../../crypto/algorithms.ts';
import type { OaepEncryption, Signed, Signing } from '../../crypto/key-pair.ts';
import { factsOf } from '../../crypto/key-specs.ts';
import type { Bytes } from '../../ports.ts';
import type { KeyFamily } from './key-family.ts';
import { privateKeyDer, privateKeyObject, publicHalf, publicKeyObject } from './platform-keys.ts';
import { signDigest, verifyDigest } from './rsa-digest.ts';

/** RSA through node:crypto; keys are made, and messages signed, off the main thread. */
export const rsa: KeyFamily = {
  async generate(spec) {
    const { privateKey } = await promisify(generateKeyPair)('rsa', {
      modulusLength: factsOf(spec).bits ?? 0,
      publicExponent: 65_537,
    });
    return privateKeyDer(privateKey);
  },

  async open(spec, der) {
    const key = privateKeyObject(der);
    if (key?.asymmetricKeyType !== 'rsa' || key.asymmetricKeyDetails?.modulusLength !== factsOf(spec).bits) return null;
    const { object, der: publicKey } = publicHalf(key);
    return { publicKey, signing: signing(key, object), encryption: encryption(key, object) };
  },
};

/** See `Primitives.encryptToPublicKey`. */
export async function encryptToPublicKey(
  publicKey: Bytes,
  algorithm: OaepAlgorithm,
  plaintext: Bytes,
): Promise<Bytes | null> {
  const key = publicKeyObject(publicKey);
  if (key?.asymmetricKeyType !== 'rsa') return null;
  try {
    return new Uint8Array(publicEncrypt(oaep(key, algorithm), plaintext));
  } catch {
    return null;
  }
}

function signing(key: KeyObject, publicKey: KeyObject): Signing {
  return {
    async sign(algorithm, message, type, random) {
      const { scheme, hash } = rsaSchemeOf(algorithm);
      if (type !== 'RAW') return signDigest(key, scheme, hash, message, random);
      return new Uint8Array(await signOffThread(hash, message, padded(key, scheme, hash)));
    },
    verify: async (algorithm, signed) => verifyRsa(publicKey, algorithm, signed),
  };
}

/** Whether a signature is one by an RSA key. */
export function verifyRsa(
  publicKey: KeyObject,
  algorithm: SigningAlgorithm,
  { message, type, signature }: Signed,
): boolean {
  const { scheme, hash } = rsaSchemeOf(algorithm);
  // The platform takes a signature without its leading zeros; RFC 8017, section 8.1.2, wants it whole.
  if (signature.length !== (publicKey.asymmetricKeyDetails?.modulusLength ?? 0) / 8) return false;
  if (type !== 'RAW') return verifyDigest(publicKey, scheme, hash, message, signature);
  return verifyWith(hash, message, padded(publicKey, scheme, hash), signature);
}

function rsaSchemeOf(algorithm: SigningAlgorithm): { readonly scheme: 'pss' | 'pkcs1'; readonly hash: HashName } {
  const { scheme, hash } = signingFacts(algorithm);
  if (hash === null || (scheme !== 'pss' && scheme !== 'pkcs1')) throw new Error(`${algorithm} is not RSA's`);
  return { scheme, hash };
}

function signOffThread(hash: HashName, message: Bytes, key: ReturnType<typeof padded>): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    signWith(hash, message, key, (error, signature) => (error === null ? resolve(signature) : reject(error)));
  });
}

/** PSS has a salt as long as the hash, and MGF1 with the same hash. Source: KMS Developer Guide, "RSA key specs". */
function padded(key: KeyObject, scheme: 'pss' | 'pkcs1', hash: HashName) {
  return scheme === 'pss'
    ? { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: HASH_BYTES[hash] }
    : { key, padding: constants.RSA_PKCS1_PADDING };
}

function encryption(key: KeyObject, publicKey: KeyObject): OaepEncryption {
  return {
    encrypt: async (algorithm, plaintext) => new Uint8Array(publicEncrypt(oaep(publicKey, algorithm), plaintext)),
    async decrypt(algorithm, ciphertext) {
      try {
        return new Uint8Array(privateDecrypt(oaep(key, algorithm), ciphertext));
      } catch {
        return null;
      }
    },
  };
}

function oaep(key: KeyObject, algorithm: OaepAlgorithm) {
  return { key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: OAEP_HASHES[algorithm] };
}
