import { constants, createHash, createPublicKey, verify } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { labWith, type TestLab } from '../../helpers/lab-with.ts';

const MESSAGE = new TextEncoder().encode('the message that is signed');
const HASHES = ['256', '384', '512'] as const;
type Row = readonly [spec: string, algorithm: string, hash: string | null, padding: object];

const PKCS1 = { padding: constants.RSA_PKCS1_PADDING };
/** The salt is as long as the hash: a verifier that insists on it takes the signature. */
const PSS = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
/** What node:crypto needs to verify what KMS signs. */
const ROWS: readonly Row[] = [
  ...['RSA_2048', 'RSA_3072', 'RSA_4096'].flatMap((spec) =>
    HASHES.flatMap((bits): readonly Row[] => [
      [spec, `RSASSA_PKCS1_V1_5_SHA_${bits}`, `sha${bits}`, PKCS1],
      [spec, `RSASSA_PSS_SHA_${bits}`, `sha${bits}`, PSS],
    ]),
  ),
  ['ECC_NIST_P256', 'ECDSA_SHA_256', 'sha256', {}],
  ['ECC_NIST_P384', 'ECDSA_SHA_384', 'sha384', {}],
  ['ECC_NIST_P521', 'ECDSA_SHA_512', 'sha512', {}],
  ['ECC_SECG_P256K1', 'ECDSA_SHA_256', 'sha256', {}],
];

let test: TestLab;
const ids = new Map<string, string>();
beforeAll(async () => {
  test = await labWith();
  for (const KeySpec of [...new Set(ROWS.map(([spec]) => spec)), 'ECC_NIST_EDWARDS25519', 'ML_DSA_44']) {
    ids.set(KeySpec, await test.key({ KeySpec, KeyUsage: 'SIGN_VERIFY' }));
  }
}, 60_000);

const keyOf = (spec: string) => ids.get(spec) ?? '';
async function publicKeyOf(spec: string) {
  const { PublicKey } = await test.ok('GetPublicKey', { KeyId: keyOf(spec) });
  return createPublicKey({ key: Buffer.from(PublicKey as Uint8Array), format: 'der', type: 'spki' });
}
const digestOf = (hash: string | null) =>
  new Uint8Array(
    createHash(hash ?? '')
      .update(MESSAGE)
      .digest(),
  );
const flipped = (bytes: Uint8Array, at: number) => bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));

describe('a signature', () => {
  it.each(ROWS)(
    'of %s by %s is one to node:crypto, over the message and over its digest',
    async (spec, SigningAlgorithm, hash, padding) => {
      const key = await publicKeyOf(spec);
      for (const input of [{ Message: MESSAGE }, { Message: digestOf(hash), MessageType: 'DIGEST' }]) {
        const output = await test.ok('Sign', { KeyId: keyOf(spec), SigningAlgorithm, ...input });
        expect(Object.keys(output)).toEqual(['KeyId', 'Signature', 'SigningAlgorithm']);
        const signature = output.Signature as Uint8Array;
        expect(verify(hash, MESSAGE, { key, ...padding }, signature)).toBe(true);
        expect(verify(hash, flipped(MESSAGE, 0), { key, ...padding }, signature)).toBe(false);
      }
    },
  );

  it.each(ROWS)(
    'of %s by %s is valid to Verify by message and by digest, whichever was signed',
    async (spec, SigningAlgorithm, hash) => {
      const KeyId = keyOf(spec);
      const raw = { KeyId, SigningAlgorithm, Message: MESSAGE };
      const digest = { ...raw, Message: digestOf(hash), MessageType: 'DIGEST' };
      for (const signed of [raw, digest]) {
        const { Signature } = await test.ok('Sign', signed);
        for (const input of [raw, digest]) {
          expect(await test.ok('Verify', { ...input, Signature })).toMatchObject({
            SignatureValid: true,
            SigningAlgorithm,
          });
        }
      }
    },
  );

  it.each(ROWS)(
    'of %s by %s that is changed, or over another message, is an error without words',
    async (spec, SigningAlgorithm, hash) => {
      const raw = { KeyId: keyOf(spec), SigningAlgorithm, Message: MESSAGE };
      const digest = { ...raw, Message: digestOf(hash), MessageType: 'DIGEST' };
      const { Signature } = await test.ok('Sign', raw);
      const signature = Signature as Uint8Array;
      for (const input of [raw, digest]) {
        for (const wrong of [
          { Signature: flipped(signature, 0) },
          { Signature: flipped(signature, signature.length - 1) },
          { Signature: signature.slice(1) },
          { Signature: Uint8Array.of(...signature, 0) },
          { Signature: new Uint8Array(signature.length) },
          { Signature: new Uint8Array(signature.length).fill(255) },
          { Signature, Message: flipped(input.Message, 3) },
        ]) {
          expect(await test.refusal('Verify', { ...input, ...wrong })).toEqual(['KMSInvalidSignatureException', '']);
        }
      }
    },
  );

  it('of an RSA key is as long as the modulus, of Ed25519 64 bytes, of ML-DSA-44 2420', async () => {
    for (const [spec, SigningAlgorithm, length] of [
      ['RSA_2048', 'RSASSA_PSS_SHA_256', 256],
      ['RSA_3072', 'RSASSA_PSS_SHA_256', 384],
      ['RSA_4096', 'RSASSA_PKCS1_V1_5_SHA_512', 512],
      ['ECC_NIST_EDWARDS25519', 'ED25519_SHA_512', 64],
      ['ML_DSA_44', 'ML_DSA_SHAKE_256', 2420],
    ] as const) {
      const { Signature } = await test.ok('Sign', { KeyId: keyOf(spec), SigningAlgorithm, Message: MESSAGE });
      expect(Signature).toHaveLength(length);
    }
  });

  it('of Ed25519 is one to node:crypto; Ed25519ph’s is another, over the digest', async () => {
    const KeyId = keyOf('ECC_NIST_EDWARDS25519');
    const pure = { KeyId, Message: MESSAGE, SigningAlgorithm: 'ED25519_SHA_512' };
    const ph = { KeyId, Message: digestOf('sha512'), MessageType: 'DIGEST', SigningAlgorithm: 'ED25519_PH_SHA_512' };
    const key = await publicKeyOf('ECC_NIST_EDWARDS25519');
    const { Signature } = await test.ok('Sign', pure);
    expect(verify(null, MESSAGE, key, Signature as Uint8Array)).toBe(true);
    const { Signature: other } = await test.ok('Sign', ph);
    expect(verify(null, ph.Message, key, other as Uint8Array)).toBe(false);
    expect(await test.ok('Verify', { ...ph, Signature: other })).toMatchObject({ SignatureValid: true });
    const crossed = { ...ph, Message: flipped(ph.Message, 0), Signature: other };
    expect(await test.refusal('Verify', crossed)).toEqual(['KMSInvalidSignatureException', '']);
  });
});

describe('a message that does not go with its type or algorithm', () => {
  it.each([
    ['ECC_NIST_P256', 'ECDSA_SHA_256', 31],
    ['ECC_NIST_P256', 'ECDSA_SHA_256', 33],
    ['ECC_NIST_P384', 'ECDSA_SHA_384', 32],
    ['ECC_NIST_P521', 'ECDSA_SHA_512', 63],
    ['RSA_2048', 'RSASSA_PSS_SHA_384', 32],
    ['RSA_2048', 'RSASSA_PKCS1_V1_5_SHA_256', 64],
    ['ECC_NIST_EDWARDS25519', 'ED25519_PH_SHA_512', 32],
  ])('%s, %s: a digest of %i bytes', async (spec, SigningAlgorithm, length) => {
    const input = { KeyId: keyOf(spec), SigningAlgorithm, Message: new Uint8Array(length), MessageType: 'DIGEST' };
    const refused = ['ValidationException', `Digest is invalid length for algorithm ${SigningAlgorithm}.`];
    expect(await test.refusal('Sign', input)).toEqual(refused);
    expect(await test.refusal('Verify', { ...input, Signature: Uint8Array.of(1) })).toEqual(refused);
  });

  it.each([
    ['ECC_NIST_EDWARDS25519', 'ED25519_SHA_512', 'DIGEST'],
    ['ECC_NIST_EDWARDS25519', 'ED25519_PH_SHA_512', 'RAW'],
    ['ML_DSA_44', 'ML_DSA_SHAKE_256', 'DIGEST'],
    ['ECC_NIST_P256', 'ECDSA_SHA_256', 'EXTERNAL_MU'],
    ['RSA_2048', 'RSASSA_PSS_SHA_512', 'EXTERNAL_MU'],
  ])('%s, %s: MessageType %s', async (spec, SigningAlgorithm, MessageType) => {
    const input = { KeyId: keyOf(spec), SigningAlgorithm, Message: new Uint8Array(64), MessageType };
    expect((await test.refusal('Sign', input))[0]).toBe('ValidationException');
  });

  it('ML-DSA’s μ has 64 bytes', async () => {
    const input = { KeyId: keyOf('ML_DSA_44'), SigningAlgorithm: 'ML_DSA_SHAKE_256', MessageType: 'EXTERNAL_MU' };
    expect((await test.refusal('Sign', { ...input, Message: new Uint8Array(63) }))[0]).toBe('ValidationException');
    expect(await test.ok('Sign', { ...input, Message: new Uint8Array(64) })).toMatchObject({
      SigningAlgorithm: 'ML_DSA_SHAKE_256',
    });
  });

  it.each([
    ['ECC_NIST_P256', 'ECDSA_SHA_384'],
    ['ECC_NIST_P384', 'ECDSA_SHA_256'],
    ['ECC_SECG_P256K1', 'ECDSA_SHA_512'],
    ['RSA_2048', 'ECDSA_SHA_256'],
    ['ECC_NIST_P256', 'RSASSA_PSS_SHA_256'],
    ['ML_DSA_44', 'ED25519_SHA_512'],
  ])('%s does not sign by %s', async (spec, SigningAlgorithm) => {
    const refused = [
      'InvalidKeyUsageException',
      `Algorithm ${SigningAlgorithm} is incompatible with key spec ${spec}.`,
    ];
    const input = { KeyId: keyOf(spec), SigningAlgorithm, Message: MESSAGE };
    expect(await test.refusal('Sign', input)).toEqual(refused);
    expect(await test.refusal('Verify', { ...input, Signature: Uint8Array.of(1) })).toEqual(refused);
  });

  it('more than 4096 bytes are refused, and never echoed', async () => {
    const input = { KeyId: keyOf('ECC_NIST_P256'), SigningAlgorithm: 'ECDSA_SHA_256', Message: new Uint8Array(4097) };
    expect(await test.refusal('Sign', input)).toEqual([
      'ValidationException',
      "1 validation error detected: Value at 'message' failed to satisfy constraint: Member must have length less than or equal to 4096",
    ]);
  });
});

describe('GetPublicKey', () => {
  it('gives the key, its spec under both names, its usage and its algorithms', async () => {
    const output = await test.ok('GetPublicKey', { KeyId: keyOf('ECC_NIST_P256') });
    expect(output).toEqual({
      KeyId: expect.stringContaining(keyOf('ECC_NIST_P256')),
      PublicKey: expect.any(Uint8Array),
      CustomerMasterKeySpec: 'ECC_NIST_P256',
      KeySpec: 'ECC_NIST_P256',
      SigningAlgorithms: ['ECDSA_SHA_256'],
      KeyUsage: 'SIGN_VERIFY',
    });
  });

  it('gives the same key every time, and after the lab has forgotten that it was open', async () => {
    const first = await test.ok('GetPublicKey', { KeyId: keyOf('ML_DSA_44') });
    expect(await test.ok('GetPublicKey', { KeyId: keyOf('ML_DSA_44') })).toEqual(first);
  });

  it('is refused, without a message, to keys that have no public half', async () => {
    for (const kind of [{}, { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' }]) {
      const KeyId = await test.key(kind);
      expect(await test.refusal('GetPublicKey', { KeyId })).toEqual(['UnsupportedOperationException', '']);
    }
  });
});
