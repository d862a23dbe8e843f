import { secp256k1 } from '@noble/curves/secp256k1.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concat, fromHex } from '../../crypto/bytes.ts';
import { DER, der, derElements, privateKeyIn, privateKeyInfo, subjectPublicKeyInfo } from '../../crypto/der.ts';
import type { Signed, Signing } from '../../crypto/key-pair.ts';
import type { Bytes } from '../../ports.ts';
import type { KeyFamily } from './key-family.ts';

/** AlgorithmIdentifier: id-ecPublicKey with secp256k1. Source: RFC 5480, section 2.1.1; SEC 2, section A.2.1. */
const ALGORITHM = '301006072a8648ce3d020106052b8104000a';
const SCALAR_BYTES = 32;

/** K-256 through @noble/curves: Electron's BoringSSL hasn't got it. */
export const koblitz: KeyFamily = {
  async generate(_, random) {
    const seed = random.bytes(48);
    const scalar = secp256k1.utils.randomSecretKey(seed);
    const info = privateKeyInfo(ALGORITHM, ecPrivateKey(scalar));
    seed.fill(0);
    scalar.fill(0);
    return info;
  },

  async open(_, info) {
    const scalar = scalarIn(info);
    if (scalar === null || !secp256k1.utils.isValidSecretKey(scalar)) return null;
    const point = secp256k1.getPublicKey(scalar, false);
    return { publicKey: subjectPublicKeyInfo(ALGORITHM, point), signing: signing(scalar, point) };
  },
};

/** ECPrivateKey with its public key, as OpenSSL writes it. Source: RFC 5915, section 3. */
function ecPrivateKey(scalar: Uint8Array): Bytes {
  const point = secp256k1.getPublicKey(scalar, false);
  const publicKey = der(0xa1, der(DER.bitString, Uint8Array.of(0), point));
  return der(DER.sequence, fromHex('020101'), der(DER.octetString, scalar), publicKey);
}

function scalarIn(info: Bytes): Bytes | null {
  const key = privateKeyIn(info, ALGORITHM);
  const [outer] = key === null ? [] : (derElements(key) ?? []);
  const [version, scalar] = outer?.tag === DER.sequence ? (derElements(outer.content) ?? []) : [];
  if (version?.content[0] !== 1 || scalar?.tag !== DER.octetString || scalar.content.length > SCALAR_BYTES) return null;
  return concat(new Uint8Array(SCALAR_BYTES - scalar.content.length), scalar.content);
}

/** KMS gives either of the two valid S, so that callers who need the low one must see to it themselves. */
function signing(scalar: Bytes, point: Uint8Array): Signing {
  return {
    async sign(_, message, type, random) {
      const digest = type === 'RAW' ? sha256(message) : message;
      const options = { prehash: false, lowS: false, format: 'der', extraEntropy: random.bytes(32) } as const;
      return new Uint8Array(secp256k1.sign(digest, scalar, options));
    },
    verify: async (_, signed) => verifyOnSecp256k1(point, signed),
  };
}

/** Whether a signature is one by the key of a point (SEC 1, section 2.3.3). */
export function verifyOnSecp256k1(point: Uint8Array, { message, type, signature }: Signed): boolean {
  const digest = type === 'RAW' ? sha256(message) : message;
  try {
    return secp256k1.verify(signature, digest, point, { prehash: false, lowS: false, format: 'der' });
  } catch {
    return false; // a signature that is no DER
  }
}
