import { createECDH, createPrivateKey } from 'node:crypto';
import type { Bytes } from '../../../core/index.ts';

/**
 * Private keys whose secret is known, in PKCS #8 DER. None of the lab's own code makes them: elliptic curves come from
 * node:crypto, the rest from the documents that define the encodings.
 */

const CURVES = {
  ECC_NIST_P256: ['prime256v1', 'P-256', 32],
  ECC_NIST_P384: ['secp384r1', 'P-384', 48],
  ECC_NIST_P521: ['secp521r1', 'P-521', 66],
  ECC_SECG_P256K1: ['secp256k1', 'secp256k1', 32],
} as const;

/** Everything before the secret itself. Source: RFC 8410, section 7; RFC 9881 and RFC 9935, the seed form. */
const PREFIXES = {
  ECC_NIST_EDWARDS25519: '302e020100300506032b657004220420',
  ML_DSA_44: '3034020100300b060960864801650304031104228020',
  ML_DSA_65: '3034020100300b060960864801650304031204228020',
  ML_DSA_87: '3034020100300b060960864801650304031304228020',
  ML_KEM_512: '3054020100300b060960864801650304040104428040',
  ML_KEM_768: '3054020100300b060960864801650304040204428040',
  ML_KEM_1024: '3054020100300b060960864801650304040304428040',
} as const;

/** A private key with a secret of the caller's: scalar or seed. */
export function privateKeyOf(spec: keyof typeof CURVES | keyof typeof PREFIXES, secret: Uint8Array): Bytes {
  if (spec in PREFIXES) {
    const prefix = Buffer.from(PREFIXES[spec as keyof typeof PREFIXES], 'hex');
    return new Uint8Array(Buffer.concat([prefix, secret]));
  }
  const [name, crv, bytes] = CURVES[spec as keyof typeof CURVES];
  const scalar = Buffer.alloc(bytes);
  scalar.set(secret, bytes - secret.length);
  const ecdh = createECDH(name);
  ecdh.setPrivateKey(scalar);
  const point = ecdh.getPublicKey();
  const jwk = {
    kty: 'EC',
    crv,
    d: scalar.toString('base64url'),
    x: point.subarray(1, 1 + bytes).toString('base64url'),
    y: point.subarray(1 + bytes).toString('base64url'),
  };
  const key = createPrivateKey({ key: jwk, format: 'jwk' });
  return new Uint8Array(key.export({ format: 'der', type: 'pkcs8' }));
}
