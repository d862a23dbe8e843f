import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { HashName, SigningAlgorithm } from '../../../core/crypto/algorithms.ts';
import { fromHex, utf8 } from '../../../core/crypto/bytes.ts';
import type { Signed } from '../../../core/crypto/key-pair.ts';
import type { KeyPairSpec } from '../../../core/crypto/key-specs.ts';
import type { Bytes } from '../../../core/index.ts';
import { nodePorts } from '../../../core/node/index.ts';
import { verifyEd25519 } from '../../../core/node/primitives/ed25519.ts';
import { verifyOnNistCurve } from '../../../core/node/primitives/nist-curves.ts';
import { publicKeyObject } from '../../../core/node/primitives/platform-keys.ts';
import { verifyRsa } from '../../../core/node/primitives/rsa.ts';
import { verifyOnSecp256k1 } from '../../../core/node/primitives/secp256k1.ts';
import { privateKeyOf } from './private-keys.ts';
import { bytesIn, vectorsOf } from './vectors.ts';

const { primitives } = nodePorts();

function keyOf(der: Bytes) {
  const key = publicKeyObject(der);
  if (key === null) throw new Error('the vector’s key is one');
  return key;
}

/** The two ways in which a caller of Verify may say what was signed. */
function bothWays(message: Bytes, signature: Bytes, hash: HashName): readonly Signed[] {
  const digest = new Uint8Array(createHash(hash).update(message).digest());
  return [
    { message, type: 'RAW', signature },
    { message: digest, type: 'DIGEST', signature },
  ];
}

describe('signatures that others made, the wrong ones too, by message and by digest', () => {
  const curves = [
    ['ecdsa-secp256r1-sha256', 'ECC_NIST_P256', 'ECDSA_SHA_256', 'sha256'],
    ['ecdsa-secp384r1-sha384', 'ECC_NIST_P384', 'ECDSA_SHA_384', 'sha384'],
    ['ecdsa-secp521r1-sha512', 'ECC_NIST_P521', 'ECDSA_SHA_512', 'sha512'],
  ] as const;
  describe.each(curves)('%s', (file, spec, algorithm, hash) => {
    it.each(vectorsOf(file))('%s', async (_, vector) => {
      const key = keyOf(bytesIn(vector, 'publicKeyDer'));
      for (const signed of bothWays(bytesIn(vector, 'msg'), bytesIn(vector, 'sig'), hash)) {
        expect(await verifyOnNistCurve(spec, key, algorithm, signed)).toBe(vector.result === 'valid');
      }
    });
  });

  it.each(vectorsOf('ecdsa-secp256k1-sha256'))('%s', (_, vector) => {
    // The point is the end of the key's DER: 65 bytes.
    const point = bytesIn(vector, 'publicKeyDer').slice(-65);
    for (const signed of bothWays(bytesIn(vector, 'msg'), bytesIn(vector, 'sig'), 'sha256')) {
      expect(verifyOnSecp256k1(point, signed)).toBe(vector.result === 'valid');
    }
  });

  const rsa = [
    ['rsa-pkcs1-2048-sha256', 'RSASSA_PKCS1_V1_5_SHA_256', 'sha256'],
    ['rsa-pkcs1-3072-sha384', 'RSASSA_PKCS1_V1_5_SHA_384', 'sha384'],
    ['rsa-pkcs1-4096-sha512', 'RSASSA_PKCS1_V1_5_SHA_512', 'sha512'],
    ['rsa-pss-2048-sha256', 'RSASSA_PSS_SHA_256', 'sha256'],
    ['rsa-pss-4096-sha512', 'RSASSA_PSS_SHA_512', 'sha512'],
  ] as const;
  describe.each(rsa)('%s', (file, algorithm, hash) => {
    it.each(vectorsOf(file))('%s', (_, vector) => {
      const key = keyOf(bytesIn(vector, 'publicKeyDer'));
      for (const signed of bothWays(bytesIn(vector, 'msg'), bytesIn(vector, 'sig'), hash)) {
        expect(verifyRsa(key, algorithm, signed)).toBe(vector.result === 'valid');
      }
    });
  });

  it.each(vectorsOf('ed25519'))('%s', (_, vector) => {
    const signed = { message: bytesIn(vector, 'msg'), type: 'RAW', signature: bytesIn(vector, 'sig') } as const;
    const key = keyOf(bytesIn(vector, 'publicKeyDer'));
    expect(verifyEd25519(key, 'ED25519_SHA_512', signed)).toBe(vector.result === 'valid');
  });
});

/** A random source that gives zeros: ML-DSA is then deterministic (FIPS 204, section 3.4). For tests only. */
const ZEROS = { bytes: (length: number): Bytes => new Uint8Array(length) };

async function signingOf(spec: KeyPairSpec, privateKey: Bytes) {
  const pair = await primitives.openKeyPair(spec, privateKey);
  if (pair?.signing === undefined) throw new Error('the vector’s key is one');
  return { publicKey: pair.publicKey, signing: pair.signing };
}

describe('Ed25519 and Ed25519ph, to the bytes that RFC 8032 prints', () => {
  it.each([
    [
      'section 7.1, test 3',
      'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
      'ED25519_SHA_512',
      'RAW',
      'af82',
      '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
    ],
    [
      'section 7.3, abc',
      '833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42',
      'ED25519_PH_SHA_512',
      'DIGEST',
      '616263',
      '98a70222f0b8121aa9d30f813d683f809e462b469c7ff87639499bb94e6dae4131f85042463c2a355a2003d062adf5aaa10b8c61e636062aaad11c2a26083406',
    ],
  ] as const)('%s', async (_, seed, algorithm, type, message, signature) => {
    const { signing } = await signingOf('ECC_NIST_EDWARDS25519', privateKeyOf('ECC_NIST_EDWARDS25519', fromHex(seed)));
    const made = await signing.sign(algorithm, fromHex(message), type, ZEROS);
    expect(Buffer.from(made).toString('hex')).toBe(signature);
    const signed = { message: fromHex(message), type, signature: made };
    expect(await signing.verify(algorithm, signed)).toBe(true);
    expect(await signing.verify(algorithm, { ...signed, message: Uint8Array.of(1) })).toBe(false);
  });
});

describe('ML-DSA, to the bytes of the known answers', () => {
  const shake = (bytes: number, ...parts: readonly Uint8Array[]) => {
    const hash = createHash('shake256', { outputLength: bytes });
    for (const part of parts) hash.update(part);
    return new Uint8Array(hash.digest());
  };
  /** FIPS 204, algorithms 2, 6 and 7: μ of a message and its context. */
  const muOf = (publicKey: Bytes, message: Bytes, context: Bytes) =>
    shake(64, shake(64, publicKey), Uint8Array.of(0, context.length), context, message);
  const sets = ['ML_DSA_44', 'ML_DSA_65', 'ML_DSA_87'] as const;
  const rows = sets.flatMap((spec) =>
    vectorsOf(spec.toLowerCase().replaceAll('_', '-')).map((row) => [spec, ...row] as const),
  );
  const algorithm: SigningAlgorithm = 'ML_DSA_SHAKE_256';

  it.each(rows)('%s: %s', async (spec, _, vector) => {
    const { publicKey, signing } = await signingOf(spec, privateKeyOf(spec, bytesIn(vector, 'seed')));
    const bare = bytesIn(vector, 'publicKey');
    // 22 bytes of SubjectPublicKeyInfo (RFC 9881, section 4) stand before the key's own.
    expect(publicKey.slice(22)).toEqual(bare);
    const mu = muOf(bare, bytesIn(vector, 'msg'), bytesIn(vector, 'ctx'));
    const signature = bytesIn(vector, 'sig');
    expect(await signing.sign(algorithm, mu, 'EXTERNAL_MU', ZEROS)).toEqual(signature);
    expect(await signing.verify(algorithm, { message: mu, type: 'EXTERNAL_MU', signature })).toBe(true);
    for (const at of [0, 40, signature.length - 1]) {
      const changed = signature.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(await signing.verify(algorithm, { message: mu, type: 'EXTERNAL_MU', signature: changed })).toBe(false);
    }
    expect(await signing.verify(algorithm, { message: mu, type: 'EXTERNAL_MU', signature: signature.slice(1) })).toBe(
      false,
    );
  });

  it.each(sets)(
    '%s: a message signs as its μ with an empty context does, and either is verified as the other',
    async (spec) => {
      const { publicKey, signing } = await signingOf(spec, privateKeyOf(spec, new Uint8Array(32).fill(9)));
      const message = utf8('the same either way');
      const mu = muOf(publicKey.slice(22), message, new Uint8Array(0));
      const signature = await signing.sign(algorithm, message, 'RAW', ZEROS);
      expect(await signing.sign(algorithm, mu, 'EXTERNAL_MU', ZEROS)).toEqual(signature);
      expect(await signing.verify(algorithm, { message, type: 'RAW', signature })).toBe(true);
      expect(await signing.verify(algorithm, { message: mu, type: 'EXTERNAL_MU', signature })).toBe(true);
      expect(await signing.verify(algorithm, { message: mu, type: 'RAW', signature })).toBe(false);
    },
  );
});
