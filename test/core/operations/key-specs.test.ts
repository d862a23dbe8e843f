import { beforeAll, describe, expect, it } from 'vitest';
import { createLab } from '../../../core/index.ts';
import { fixedPorts } from '../../helpers/fixed-ports.ts';
import { ADMIN, labWith, type TestLab } from '../../helpers/lab-with.ts';

const RSA_SIGNING = [
  'RSASSA_PKCS1_V1_5_SHA_256',
  'RSASSA_PKCS1_V1_5_SHA_384',
  'RSASSA_PKCS1_V1_5_SHA_512',
  'RSASSA_PSS_SHA_256',
  'RSASSA_PSS_SHA_384',
  'RSASSA_PSS_SHA_512',
];
const OAEP = ['RSAES_OAEP_SHA_1', 'RSAES_OAEP_SHA_256'];
const ED25519 = ['ED25519_SHA_512', 'ED25519_PH_SHA_512'];
const BEIJING = { as: 'arn:aws:iam::111122223333:role/admin', region: 'cn-north-1' };

/** Spec, usage, where the algorithms stand, the algorithms. Source: KMS Developer Guide, "Key spec reference". */
const KINDS = [
  ['SYMMETRIC_DEFAULT', 'ENCRYPT_DECRYPT', 'EncryptionAlgorithms', ['SYMMETRIC_DEFAULT']],
  ['RSA_2048', 'ENCRYPT_DECRYPT', 'EncryptionAlgorithms', OAEP],
  ['RSA_2048', 'SIGN_VERIFY', 'SigningAlgorithms', RSA_SIGNING],
  ['RSA_3072', 'SIGN_VERIFY', 'SigningAlgorithms', RSA_SIGNING],
  ['RSA_4096', 'ENCRYPT_DECRYPT', 'EncryptionAlgorithms', OAEP],
  ['ECC_NIST_P256', 'SIGN_VERIFY', 'SigningAlgorithms', ['ECDSA_SHA_256']],
  ['ECC_NIST_P256', 'KEY_AGREEMENT', 'KeyAgreementAlgorithms', ['ECDH']],
  ['ECC_NIST_P384', 'SIGN_VERIFY', 'SigningAlgorithms', ['ECDSA_SHA_384']],
  ['ECC_NIST_P384', 'KEY_AGREEMENT', 'KeyAgreementAlgorithms', ['ECDH']],
  ['ECC_NIST_P521', 'SIGN_VERIFY', 'SigningAlgorithms', ['ECDSA_SHA_512']],
  ['ECC_NIST_P521', 'KEY_AGREEMENT', 'KeyAgreementAlgorithms', ['ECDH']],
  ['ECC_SECG_P256K1', 'SIGN_VERIFY', 'SigningAlgorithms', ['ECDSA_SHA_256']],
  ['ECC_NIST_EDWARDS25519', 'SIGN_VERIFY', 'SigningAlgorithms', ED25519],
  ['HMAC_224', 'GENERATE_VERIFY_MAC', 'MacAlgorithms', ['HMAC_SHA_224']],
  ['HMAC_256', 'GENERATE_VERIFY_MAC', 'MacAlgorithms', ['HMAC_SHA_256']],
  ['HMAC_384', 'GENERATE_VERIFY_MAC', 'MacAlgorithms', ['HMAC_SHA_384']],
  ['HMAC_512', 'GENERATE_VERIFY_MAC', 'MacAlgorithms', ['HMAC_SHA_512']],
  ['ML_DSA_44', 'SIGN_VERIFY', 'SigningAlgorithms', ['ML_DSA_SHAKE_256']],
  ['ML_DSA_65', 'SIGN_VERIFY', 'SigningAlgorithms', ['ML_DSA_SHAKE_256']],
  ['ML_DSA_87', 'SIGN_VERIFY', 'SigningAlgorithms', ['ML_DSA_SHAKE_256']],
  ['ML_KEM_512', 'ENCAPSULATE_DECAPSULATE', 'EncapsulationAlgorithms', ['ML_KEM']],
  ['ML_KEM_768', 'ENCAPSULATE_DECAPSULATE', 'EncapsulationAlgorithms', ['ML_KEM']],
  ['ML_KEM_1024', 'ENCAPSULATE_DECAPSULATE', 'EncapsulationAlgorithms', ['ML_KEM']],
] as const;
const USAGES = [...new Set(KINDS.map(([, usage]) => usage))];
const OLD_NAMES = /^(SYMMETRIC|RSA|ECC_NIST_P|ECC_SECG|HMAC)/;
const LISTS = /^(Encryption|Signing|Mac|KeyAgreement|Encapsulation)Algorithms$/;

let test: TestLab;
beforeAll(async () => {
  test = await labWith();
});

describe('a key of each spec and usage', () => {
  it.each(KINDS)(
    '%s, %s: lists its algorithms in %s and in no other member',
    async (KeySpec, KeyUsage, list, algorithms) => {
      const KeyMetadata = (await test.ok('CreateKey', { KeySpec, KeyUsage })).KeyMetadata as Record<string, unknown>;
      expect(KeyMetadata).toMatchObject({ KeySpec, KeyUsage, KeyState: 'Enabled', Enabled: true, [list]: algorithms });
      expect(Object.keys(KeyMetadata).filter((name) => LISTS.test(name))).toEqual([list]);
      expect(KeyMetadata.CustomerMasterKeySpec).toBe(OLD_NAMES.test(KeySpec) ? KeySpec : undefined);
      expect('CurrentKeyMaterialId' in KeyMetadata).toBe(KeySpec === 'SYMMETRIC_DEFAULT');
      const { KeyId } = KeyMetadata;
      expect((await test.ok('DescribeKey', { KeyId })).KeyMetadata).toEqual(KeyMetadata);
    },
  );

  it('takes the deprecated name of the member too', async () => {
    const { KeyMetadata } = await test.ok('CreateKey', {
      CustomerMasterKeySpec: 'ECC_NIST_P256',
      KeyUsage: 'SIGN_VERIFY',
    });
    expect(KeyMetadata).toMatchObject({ KeySpec: 'ECC_NIST_P256', CustomerMasterKeySpec: 'ECC_NIST_P256' });
  });

  it('is logged with spec and usage', async () => {
    const { records } = await test.call('CreateKey', { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' });
    const said = { keySpec: 'HMAC_256', customerMasterKeySpec: 'HMAC_256', keyUsage: 'GENERATE_VERIFY_MAC' };
    expect(records[0]).toMatchObject({
      requestParameters: said,
      responseElements: { keyMetadata: { ...said, macAlgorithms: ['HMAC_SHA_256'] } },
    });
  });
});

describe('a key that AWS does not make', () => {
  const pairs = [...new Set(KINDS.map(([spec]) => spec))].filter((spec) => spec !== 'SYMMETRIC_DEFAULT');
  const wrong = pairs
    .flatMap((spec) =>
      USAGES.filter((usage) => !KINDS.some((kind) => kind[0] === spec && kind[1] === usage)).map((usage) => [
        spec,
        usage,
      ]),
    )
    .filter(
      ([spec, usage]) =>
        !(usage === 'SIGN_VERIFY' && spec === 'RSA_4096') && !(usage === 'ENCRYPT_DECRYPT' && spec === 'RSA_3072'),
    );

  it.each(pairs)('%s without a usage: only a symmetric encryption key has one by default', async (KeySpec) => {
    const message = 'You must specify a KeyUsage value for an asymmetric CMK.';
    expect(await test.refusal('CreateKey', { KeySpec })).toEqual(['ValidationException', message]);
  });

  it.each(wrong)('%s for %s', async (KeySpec, KeyUsage) => {
    const message = `KeyUsage ${KeyUsage} is not compatible with KeySpec ${KeySpec}`;
    expect(await test.refusal('CreateKey', { KeySpec, KeyUsage })).toEqual(['ValidationException', message]);
  });

  it('SM2 outside the China Regions, and ML-KEM inside them', async () => {
    for (const [KeySpec, KeyUsage, caller] of [
      ['SM2', 'SIGN_VERIFY', undefined],
      ['ML_KEM_768', 'ENCAPSULATE_DECAPSULATE', BEIJING],
    ] as const) {
      const { reply } = await test.call('CreateKey', { KeySpec, KeyUsage }, caller);
      expect(reply).toMatchObject({ error: { name: 'UnsupportedOperationException', because: 'not-in-this-region' } });
    }
  });
});

describe('what is for symmetric encryption keys alone', () => {
  it.each(['EnableKeyRotation', 'DisableKeyRotation', 'GetKeyRotationStatus', 'ListKeyRotations', 'RotateKeyOnDemand'])(
    '%s is refused to all other kinds, without a message',
    async (operation) => {
      for (const kind of [
        { KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' },
        { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' },
      ]) {
        const KeyId = await test.key(kind);
        expect(await test.refusal(operation, { KeyId })).toEqual(['UnsupportedOperationException', '']);
      }
    },
  );

  it.each(['GenerateDataKey', 'GenerateDataKeyWithoutPlaintext'])('%s is refused to an RSA key', async (operation) => {
    const KeyId = await test.key({ KeySpec: 'RSA_2048', KeyUsage: 'ENCRYPT_DECRYPT' });
    expect(await test.refusal(operation, { KeyId, KeySpec: 'AES_256' })).toEqual([
      'InvalidKeyUsageException',
      'You cannot generate a data key with an asymmetric CMK',
    ]);
  });

  it('an alias stays with keys of one class and one usage', async () => {
    const [signing, other, agreeing] = [
      await test.key({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' }),
      await test.key({ KeySpec: 'ECC_NIST_P384', KeyUsage: 'SIGN_VERIFY' }),
      await test.key({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'KEY_AGREEMENT' }),
    ];
    await test.ok('CreateAlias', { AliasName: 'alias/signer', TargetKeyId: signing });
    expect(await test.ok('UpdateAlias', { AliasName: 'alias/signer', TargetKeyId: other })).toEqual({});
    for (const TargetKeyId of [agreeing, await test.key()]) {
      const [name] = await test.refusal('UpdateAlias', { AliasName: 'alias/signer', TargetKeyId });
      expect(name).toBe('ValidationException');
    }
  });
});

describe('a key pair in the making', () => {
  it.each(['standing', 'following'] as const)('keeps no other call waiting, clock %s', async (clock) => {
    const ports = fixedPorts();
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const generateKeyPair: typeof ports.primitives.generateKeyPair = async (spec, random) => {
      await held;
      return ports.primitives.generateKeyPair(spec, random);
    };
    const lab = await createLab({ ...ports, primitives: { ...ports.primitives, generateKeyPair } });
    await lab.act({ type: 'setClock', clock });
    const call = async (operation: string, input: object) => {
      const { reply } = await lab.call({ service: 'kms', operation, input, ...ADMIN });
      if (!reply.ok) throw new Error(reply.error.message);
      return reply.output;
    };
    const { KeyId } = (await call('CreateKey', {})).KeyMetadata as { KeyId: string };
    const slow = call('CreateKey', { KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' });
    const { CiphertextBlob } = await call('Encrypt', { KeyId, Plaintext: Uint8Array.of(1) });
    await call('DisableKey', { KeyId });
    expect((await call('ListKeys', {})).Keys).toHaveLength(1);
    release();
    expect(await slow).toMatchObject({ KeyMetadata: { KeySpec: 'ECC_NIST_P256', KeyState: 'Enabled' } });
    expect((await call('ListKeys', {})).Keys).toHaveLength(2);
    expect(CiphertextBlob).toBeInstanceOf(Uint8Array);
  });
});
