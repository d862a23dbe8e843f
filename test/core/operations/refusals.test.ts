import { beforeAll, describe, expect, it } from 'vitest';
import { ADMIN, arnOf, OWN, type TestLab } from '../../helpers/lab-with.ts';
import { DISABLED, ELSEWHERE_ARN, ENABLED, FOREIGN, FOREIGN_ARN, NOBODY, PENDING, stage } from './stage.ts';

const PLAIN = Uint8Array.of(1);
const ALIAS_ARN = `arn:aws:kms:us-east-1:${OWN}:alias`;
let test: TestLab;
let blob: Uint8Array;

beforeAll(async () => {
  test = await stage();
  blob = (await test.ok('Encrypt', { KeyId: ENABLED, Plaintext: PLAIN })).CiphertextBlob as Uint8Array;
});

const CRYPTO = [
  ['Encrypt', { Plaintext: PLAIN }],
  ['GenerateDataKey', { KeySpec: 'AES_256' }],
  ['GenerateDataKeyWithoutPlaintext', { KeySpec: 'AES_256' }],
] as const;
const MANAGEMENT = [
  ['CancelKeyDeletion', {}],
  ['DisableKey', {}],
  ['DisableKeyRotation', {}],
  ['EnableKey', {}],
  ['EnableKeyRotation', {}],
  ['DeleteImportedKeyMaterial', {}],
  ['GetKeyLastUsage', {}],
  ['GetKeyPolicy', {}],
  ['GetKeyRotationStatus', {}],
  ['GetParametersForImport', { WrappingAlgorithm: 'RSAES_OAEP_SHA_256', WrappingKeySpec: 'RSA_2048' }],
  ['ImportKeyMaterial', { ImportToken: PLAIN, EncryptedKeyMaterial: PLAIN, ValidTo: 4_000_000_000 }],
  ['ListKeyPolicies', {}],
  ['ListKeyRotations', {}],
  ['ListResourceTags', {}],
  ['PutKeyPolicy', { Policy: '{}' }],
  ['ReplicateKey', { ReplicaRegion: 'eu-west-1' }],
  ['RotateKeyOnDemand', {}],
  ['ScheduleKeyDeletion', {}],
  ['TagResource', { Tags: [{ TagKey: 'a', TagValue: 'b' }] }],
  ['UntagResource', { TagKeys: ['a'] }],
  ['UpdateKeyDescription', { Description: '' }],
  ['UpdatePrimaryRegion', { PrimaryRegion: 'eu-west-1' }],
] as const;
const ANY_FORM = [...CRYPTO, ['DescribeKey', {}]] as const;
const WITH_KEY = [...ANY_FORM, ...MANAGEMENT];

describe('a key that is not there', () => {
  it.each(WITH_KEY)('%s names its ARN, also for a bare id', async (operation, input) => {
    const nobody = ['NotFoundException', `Key '${arnOf(NOBODY)}' does not exist`];
    expect(await test.refusal(operation, { KeyId: NOBODY, ...input })).toEqual(nobody);
    expect(await test.refusal(operation, { KeyId: arnOf(NOBODY), ...input })).toEqual(nobody);
  });

  it.each(WITH_KEY)(
    '%s calls an id that is no UUID invalid, in quotes where it was given bare',
    async (operation, input) => {
      expect(await test.refusal(operation, { KeyId: 'foo', ...input })).toEqual([
        'NotFoundException',
        "Invalid keyId 'foo'",
      ]);
      expect(await test.refusal(operation, { KeyId: arnOf('foo'), ...input })).toEqual([
        'NotFoundException',
        'Invalid keyId foo',
      ]);
    },
  );

  it.each(WITH_KEY)('%s names the Region of an ARN of another Region', async (operation, input) => {
    expect(await test.refusal(operation, { KeyId: ELSEWHERE_ARN, ...input })).toEqual([
      'NotFoundException',
      'Invalid arn eu-west-1',
    ]);
  });

  it.each(WITH_KEY)('%s calls what is no ARN of a key an invalid ARN', async (operation, input) => {
    for (const KeyId of ['arn:aws:kms', `arn:aws:s3:us-east-1:${OWN}:key/x`, `arn:aws:kms:us-east-1:${OWN}:thing/x`]) {
      expect((await test.refusal(operation, { KeyId, ...input }))[0]).toBe('InvalidArnException');
    }
  });

  it.each(ANY_FORM)('%s says which alias is not found', async (operation, input) => {
    const missing = ['NotFoundException', `Alias ${ALIAS_ARN}/nobody is not found.`];
    expect(await test.refusal(operation, { KeyId: 'alias/nobody', ...input })).toEqual(missing);
    expect(await test.refusal(operation, { KeyId: `${ALIAS_ARN}/nobody`, ...input })).toEqual(missing);
  });
});

describe('the forms of a key identifier', () => {
  it.each(ANY_FORM)('%s takes id, ARN, alias name and alias ARN', async (operation, input) => {
    for (const KeyId of [ENABLED, arnOf(ENABLED), 'alias/enabled', `${ALIAS_ARN}/enabled`]) {
      expect((await test.call(operation, { KeyId, ...input })).reply.ok).toBe(true);
    }
  });

  it.each(MANAGEMENT)('%s takes no alias', async (operation, input) => {
    for (const KeyId of ['alias/enabled', `${ALIAS_ARN}/enabled`]) {
      expect(await test.refusal(operation, { KeyId, ...input })).toEqual([
        'InvalidArnException',
        'Key Aliases are not supported for this operation',
      ]);
    }
  });

  it('names of aliases are case-sensitive', async () => {
    expect((await test.refusal('DescribeKey', { KeyId: 'alias/Enabled' }))[0]).toBe('NotFoundException');
  });
});

describe('a key in the wrong state', () => {
  it.each([...CRYPTO, ['EnableKeyRotation', {}], ['DisableKeyRotation', {}], ['RotateKeyOnDemand', {}]] as const)(
    '%s is refused to a disabled key',
    async (operation, input) => {
      const refused = ['DisabledException', `${arnOf(DISABLED)} is disabled.`];
      expect(await test.refusal(operation, { KeyId: DISABLED, ...input })).toEqual(refused);
    },
  );

  it.each([
    ...CRYPTO,
    ...MANAGEMENT.filter(([name]) => /^(Enable|Disable|Rotate|Schedule|Update|Tag|Untag)/.test(name)),
    ['CreateAlias', { AliasName: 'alias/new', TargetKeyId: PENDING }],
    ['UpdateAlias', { AliasName: 'alias/enabled', TargetKeyId: PENDING }],
  ] as const)('%s is refused to a key pending deletion, as KMS was seen to do it', async (operation, input) => {
    expect(await test.refusal(operation, { KeyId: PENDING, ...input })).toEqual([
      'KMSInvalidStateException',
      `${arnOf(PENDING)} is pending deletion.`,
    ]);
  });

  it.each([ENABLED, DISABLED])('a deletion that was not scheduled cannot be called off (%s)', async (KeyId) => {
    expect(await test.refusal('CancelKeyDeletion', { KeyId })).toEqual([
      'KMSInvalidStateException',
      `${arnOf(KeyId)} is not pending deletion.`,
    ]);
  });

  it('a key that is gone is not found, and its ciphertexts tell nothing of it', async () => {
    const own = await stage();
    const KeyId = await own.key();
    const { CiphertextBlob } = await own.ok('Encrypt', { KeyId, Plaintext: PLAIN });
    await own.ok('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 });
    await own.pass(7 * 86_400_000);
    expect(await own.refusal('DescribeKey', { KeyId })).toEqual([
      'NotFoundException',
      `Key '${arnOf(KeyId)}' does not exist`,
    ]);
    expect(await own.refusal('Decrypt', { CiphertextBlob })).toEqual([
      'AccessDeniedException',
      'The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you are not allowed to access.',
    ]);
  });
});

describe('Decrypt and ReEncrypt', () => {
  it.each([
    ['another key', ENABLED, DISABLED, 'IncorrectKeyException'],
    ['an alias that points to another key', ENABLED, 'alias/disabled', 'IncorrectKeyException'],
    ['a key that is not there', ENABLED, NOBODY, 'NotFoundException'],
  ])('refuse a ciphertext when the request names %s', async (_, __, named, error) => {
    expect((await test.refusal('Decrypt', { CiphertextBlob: blob, KeyId: named }))[0]).toBe(error);
    const input = { CiphertextBlob: blob, SourceKeyId: named, DestinationKeyId: ENABLED };
    expect((await test.refusal('ReEncrypt', input))[0]).toBe(error);
  });

  it('say of the wrong key what AWS says', async () => {
    expect(await test.refusal('Decrypt', { CiphertextBlob: blob, KeyId: DISABLED })).toEqual([
      'IncorrectKeyException',
      'The key ID in the request does not identify a CMK that can perform this operation.',
    ]);
  });

  it('take a bare key id for the key of a foreign ciphertext too', async () => {
    const { CiphertextBlob } = await test.ok('Encrypt', { KeyId: FOREIGN_ARN, Plaintext: PLAIN });
    expect(await test.ok('Decrypt', { CiphertextBlob, KeyId: FOREIGN })).toMatchObject({ KeyId: FOREIGN_ARN });
  });

  it.each(['RSAES_OAEP_SHA_256', 'SM2PKE'])('refuse %s, for a symmetric key has one algorithm', async (algorithm) => {
    const refused = [
      'InvalidKeyUsageException',
      `Algorithm ${algorithm} is incompatible with key spec SYMMETRIC_DEFAULT.`,
    ];
    const encryption = { KeyId: ENABLED, Plaintext: PLAIN, EncryptionAlgorithm: algorithm };
    expect(await test.refusal('Encrypt', encryption)).toEqual(refused);
    const decryption = { CiphertextBlob: blob, KeyId: ENABLED, EncryptionAlgorithm: algorithm };
    expect(await test.refusal('Decrypt', decryption)).toEqual(refused);
    const both = { CiphertextBlob: blob, SourceKeyId: ENABLED, DestinationKeyId: ENABLED };
    expect(await test.refusal('ReEncrypt', { ...both, SourceEncryptionAlgorithm: algorithm })).toEqual(refused);
    expect(await test.refusal('ReEncrypt', { ...both, DestinationEncryptionAlgorithm: algorithm })).toEqual(refused);
  });

  it('want the key named for any other algorithm: such ciphertexts name none', async () => {
    const input = { CiphertextBlob: blob, EncryptionAlgorithm: 'RSAES_OAEP_SHA_256' };
    expect(await test.refusal('Decrypt', input)).toEqual(['ValidationException', 'KeyId must not be null']);
  });

  it('ReEncrypt is refused by the state of either key', async () => {
    const toDisabled = { CiphertextBlob: blob, DestinationKeyId: DISABLED };
    expect((await test.refusal('ReEncrypt', toDisabled))[0]).toBe('DisabledException');
  });
});

describe('the length of a data key', () => {
  it.each(['GenerateDataKey', 'GenerateDataKeyWithoutPlaintext'])(
    '%s wants exactly one way of saying it',
    async (operation) => {
      const refused = ['ValidationException', 'Please specify either number of bytes or key spec.'];
      expect(await test.refusal(operation, { KeyId: ENABLED })).toEqual(refused);
      expect(await test.refusal(operation, { KeyId: ENABLED, KeySpec: 'AES_256', NumberOfBytes: 32 })).toEqual(refused);
    },
  );

  it('is asked for before the state of the key, and after the key is found', async () => {
    expect((await test.refusal('GenerateDataKey', { KeyId: DISABLED }))[0]).toBe('ValidationException');
    expect((await test.refusal('GenerateDataKey', { KeyId: NOBODY }))[0]).toBe('NotFoundException');
  });
});

describe('operations on another account’s key', () => {
  it.each([
    ...ANY_FORM,
    ['GetKeyRotationStatus', {}],
    ['ListGrants', {}],
    ['CreateGrant', { GranteePrincipal: ADMIN.as, Operations: ['Decrypt'] }],
  ] as const)('%s is one that AWS allows', async (operation, input) => {
    expect((await test.call(operation, { KeyId: FOREIGN_ARN, ...input })).reply.ok).toBe(true);
  });

  it.each(MANAGEMENT.filter(([name]) => name !== 'GetKeyRotationStatus'))(
    '%s is none, whatever the policies say',
    async (operation, input) => {
      const { reply } = await test.call(operation, { KeyId: FOREIGN_ARN, ...input });
      expect(reply).toMatchObject({
        ok: false,
        error: { name: 'AccessDeniedException', because: 'operation-not-cross-account' },
      });
    },
  );

  it.each(['CreateAlias', 'UpdateAlias'])('%s cannot point to a foreign key', async (operation) => {
    const input = { AliasName: operation === 'CreateAlias' ? 'alias/mine' : 'alias/enabled', TargetKeyId: FOREIGN_ARN };
    expect((await test.refusal(operation, input))[0]).toBe('AccessDeniedException');
  });

  it('a bare id means a key of the caller’s own account', async () => {
    expect(await test.refusal('DescribeKey', { KeyId: FOREIGN })).toEqual([
      'NotFoundException',
      `Key '${arnOf(FOREIGN)}' does not exist`,
    ]);
  });
});
