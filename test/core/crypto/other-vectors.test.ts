import { describe, expect, it } from 'vitest';
import { toHex } from '../../../core/crypto/bytes.ts';
import type { KeyPairSpec } from '../../../core/crypto/key-specs.ts';
import type { Bytes } from '../../../core/index.ts';
import { nodePorts } from '../../../core/node/index.ts';
import { privateKeyOf } from './private-keys.ts';
import { bytesIn, vectorsOf } from './vectors.ts';

const { primitives } = nodePorts();

async function opened(spec: KeyPairSpec, privateKey: Bytes) {
  const pair = await primitives.openKeyPair(spec, privateKey);
  if (pair === null) throw new Error('the vector’s key is one');
  return pair;
}

describe('ECDH', () => {
  const curves = [
    ['ecdh-secp256r1', 'ECC_NIST_P256'],
    ['ecdh-secp384r1', 'ECC_NIST_P384'],
    ['ecdh-secp521r1', 'ECC_NIST_P521'],
  ] as const;
  const rows = curves.flatMap(([file, spec]) => vectorsOf(file).map((row) => [spec, ...row] as const));
  it.each(rows)('%s: %s', async (spec, _, vector) => {
    const scalar = Buffer.from(BigInt(`0x${vector.private}`).toString(16).padStart(132, '0'), 'hex');
    const bytes = { ECC_NIST_P256: 32, ECC_NIST_P384: 48, ECC_NIST_P521: 66 }[spec];
    const { agreement } = await opened(spec, privateKeyOf(spec, scalar.subarray(66 - bytes)));
    const secret = await agreement?.deriveSharedSecret(bytesIn(vector, 'public'));
    if (vector.result === 'valid') expect(secret).toEqual(bytesIn(vector, 'shared'));
    else expect(secret).toBeNull();
  });
});

describe('RSAES-OAEP', () => {
  const rows = [
    ...vectorsOf('rsa-oaep-2048-sha1').map((row) => ['RSAES_OAEP_SHA_1', ...row] as const),
    ...vectorsOf('rsa-oaep-2048-sha256').map((row) => ['RSAES_OAEP_SHA_256', ...row] as const),
  ];
  it.each(rows)('%s: %s', async (algorithm, _, vector) => {
    const { encryption } = await opened('RSA_2048', bytesIn(vector, 'privateKeyPkcs8'));
    const plaintext = await encryption?.decrypt(algorithm, bytesIn(vector, 'ct'));
    if (vector.result === 'valid') expect(plaintext).toEqual(bytesIn(vector, 'msg'));
    else expect(plaintext).toBeNull();
  });
});

describe('ML-KEM', () => {
  const sets = ['ML_KEM_512', 'ML_KEM_768', 'ML_KEM_1024'] as const;
  const rows = sets.flatMap((spec) =>
    vectorsOf(spec.toLowerCase().replaceAll('_', '-')).map((row) => [spec, ...row] as const),
  );
  it.each(rows)('%s: %s', async (spec, _, vector) => {
    const { publicKey, encapsulation } = await opened(spec, privateKeyOf(spec, bytesIn(vector, 'seed')));
    // 22 bytes of SubjectPublicKeyInfo (RFC 9935, section 4) stand before the key's own.
    expect(publicKey.slice(22)).toEqual(bytesIn(vector, 'publicKey'));
    const ciphertext = bytesIn(vector, 'ct');
    expect(await encapsulation?.decapsulate(ciphertext)).toEqual(bytesIn(vector, 'shared'));
    if (vector.flags.includes('ImplicitRejection')) return;
    const made = await encapsulation?.encapsulate({ bytes: () => bytesIn(vector, 'entropy') });
    expect(made).toEqual({ ciphertext, sharedSecret: bytesIn(vector, 'shared') });
    for (const wrong of [ciphertext.slice(1), Uint8Array.of(...ciphertext, 0)]) {
      expect(await encapsulation?.decapsulate(wrong)).toBeNull();
    }
  });
});

describe('AES key wrap with padding', () => {
  it.each(vectorsOf('aes-kwp'))('%s', async (_, vector) => {
    const [key, msg, ct] = [bytesIn(vector, 'key'), bytesIn(vector, 'msg'), bytesIn(vector, 'ct')];
    const unwrapped = await primitives.unwrapKey(key, ct);
    if (vector.result === 'invalid') expect(unwrapped).toBeNull();
    else {
      expect(unwrapped).toEqual(msg);
      expect(toHex(await primitives.wrapKey(key, msg))).toBe(toHex(ct));
    }
  });
});

describe('HMAC', () => {
  const rows = (['sha224', 'sha256', 'sha384', 'sha512'] as const).flatMap((hash) =>
    vectorsOf(`hmac-${hash}`).map((row) => [hash, ...row] as const),
  );
  it.each(rows)('%s: %s', (hash, _, vector) => {
    const tag = bytesIn(vector, 'tag');
    const mac = primitives.hmac(hash, bytesIn(vector, 'key'), bytesIn(vector, 'msg'));
    expect(toHex(mac.slice(0, tag.length)) === toHex(tag)).toBe(vector.result === 'valid');
  });

  // RFC 4231, section 4.3 (test case 2): a key shorter than the hash.
  it.each([
    ['sha224', 'a30e01098bc6dbbf45690f3a7e9e6d0f8bbea2a39e6148008fd05e44'],
    ['sha256', '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'],
    ['sha384', 'af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649'],
    [
      'sha512',
      '164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737',
    ],
  ] as const)('RFC 4231, test case 2, %s', (hash, mac) => {
    const [key, message] = [Buffer.from('Jefe'), Buffer.from('what do ya want for nothing?')];
    expect(toHex(primitives.hmac(hash, key, message))).toBe(mac);
  });
});
