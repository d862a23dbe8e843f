import { generateKeyPairSync } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { isDestroyed } from '../../../core/lab/destroyed-material.ts';
import { rebuild } from '../../../core/lab/rebuild.ts';
import { arnOf, DAY, labWith, START, type TestLab } from '../../helpers/lab-with.ts';
import { FOREVER, material, wrap, wrapped } from './imported-lab.ts';

let test: TestLab;
let KeyId: string;
beforeEach(async () => {
  test = await labWith();
  KeyId = await test.key({ Origin: 'EXTERNAL' });
});

const PLAIN = Uint8Array.of(1, 2, 3);
const metadata = async (id = KeyId) =>
  (await test.ok('DescribeKey', { KeyId: id })).KeyMetadata as Record<string, unknown>;
const state = async () => (await metadata()).KeyState;
const put = async (n: number, over: object = FOREVER) =>
  String((await test.ok('ImportKeyMaterial', { ...(await wrapped(test, KeyId, material(n))), ...over })).KeyMaterialId);
const refusedFor = async (n: number, over: object = FOREVER) =>
  (await test.refusal('ImportKeyMaterial', { ...(await wrapped(test, KeyId, material(n))), ...over }))[0];
const materials = async () =>
  (await test.ok('ListKeyRotations', { KeyId, IncludeKeyMaterial: 'ALL_KEY_MATERIAL' })).Rotations as Record<
    string,
    unknown
  >[];
const NEW = { ...FOREVER, ImportType: 'NEW_KEY_MATERIAL' };

describe('a key of origin EXTERNAL', () => {
  it('waits for its material, and is enabled by the import', async () => {
    expect(await metadata()).toMatchObject({ Origin: 'EXTERNAL', KeyState: 'PendingImport', Enabled: false });
    expect(await test.refusal('Encrypt', { KeyId, Plaintext: PLAIN })).toEqual([
      'KMSInvalidStateException',
      `${arnOf(KeyId)} is pending import.`,
    ]);
    const KeyMaterialId = await put(1);
    expect(await metadata()).toMatchObject({
      KeyState: 'Enabled',
      Enabled: true,
      ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE',
      CurrentKeyMaterialId: KeyMaterialId,
    });
    const { CiphertextBlob } = await test.ok('Encrypt', { KeyId, Plaintext: PLAIN });
    expect((await test.ok('Decrypt', { CiphertextBlob })).Plaintext).toEqual(PLAIN);
  });

  it.each([
    ['RSAES_OAEP_SHA_1', 'RSA_2048'],
    ['RSAES_OAEP_SHA_256', 'RSA_3072'],
    ['RSA_AES_KEY_WRAP_SHA_1', 'RSA_2048'],
    ['RSA_AES_KEY_WRAP_SHA_256', 'RSA_4096'],
  ])('takes material that node:crypto has wrapped by %s under %s', async (algorithm, spec) => {
    const input = await wrapped(test, KeyId, material(1), { algorithm, spec });
    expect(await test.ok('ImportKeyMaterial', { ...input, ...FOREVER })).toEqual({
      KeyId: arnOf(KeyId),
      KeyMaterialId: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('takes a private key in PKCS #8, and then signs with that', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const id = await test.key({ Origin: 'EXTERNAL', KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' });
    const pkcs8 = new Uint8Array(privateKey.export({ format: 'der', type: 'pkcs8' }));
    const input = await wrapped(test, id, pkcs8, { algorithm: 'RSA_AES_KEY_WRAP_SHA_256' });
    await test.ok('ImportKeyMaterial', { ...input, ...FOREVER });
    expect(await metadata(id)).toMatchObject({ KeyState: 'Enabled', KeySpec: 'ECC_NIST_P256' });
    const key = test.lab.world.key(arnOf(id));
    expect(key?.machine.context.materials).toHaveLength(1);
    expect(publicKey.asymmetricKeyType).toBe('ec');
  });

  it.each([
    ['RSA_2048', 'SIGN_VERIFY', 'RSAES_OAEP_SHA_256', 'RSA_4096'],
    ['ECC_NIST_P521', 'SIGN_VERIFY', 'RSAES_OAEP_SHA_256', 'RSA_2048'],
    ['SYMMETRIC_DEFAULT', 'ENCRYPT_DECRYPT', 'RSAES_PKCS1_V1_5', 'RSA_2048'],
    ['SYMMETRIC_DEFAULT', 'ENCRYPT_DECRYPT', 'SM2PKE', 'SM2'],
  ])('of spec %s for %s gets no parameters for %s under %s', async (KeySpec, KeyUsage, WrappingAlgorithm, spec) => {
    const id = await test.key({ Origin: 'EXTERNAL', KeySpec, KeyUsage });
    const input = { KeyId: id, WrappingAlgorithm, WrappingKeySpec: spec };
    expect((await test.refusal('GetParametersForImport', input))[0]).toBe('UnsupportedOperationException');
  });

  it('alone imports: other keys refuse it by their origin', async () => {
    const other = await test.key();
    const refused = [
      'UnsupportedOperationException',
      `${arnOf(other)} origin is AWS_KMS which is not valid for this operation.`,
    ];
    const input = { ...(await wrapped(test, KeyId, material(1))), ...FOREVER, KeyId: other };
    expect(await test.refusal('ImportKeyMaterial', input)).toEqual(refused);
    expect(await test.refusal('DeleteImportedKeyMaterial', { KeyId: other })).toEqual(refused);
    const parameters = { KeyId: other, WrappingAlgorithm: 'RSAES_OAEP_SHA_256', WrappingKeySpec: 'RSA_2048' };
    expect(await test.refusal('GetParametersForImport', parameters)).toEqual(refused);
  });

  it('does not rotate by itself, and says so by its origin before its state', async () => {
    expect(await test.refusal('EnableKeyRotation', { KeyId })).toEqual([
      'UnsupportedOperationException',
      `${arnOf(KeyId)} origin is EXTERNAL which is not valid for this operation.`,
    ]);
  });
});

describe('an import token', () => {
  it('is good for 24 hours, and for more than one import', async () => {
    const parameters = { KeyId, WrappingAlgorithm: 'RSAES_OAEP_SHA_256', WrappingKeySpec: 'RSA_2048' };
    const { PublicKey, ImportToken, ParametersValidTo } = await test.ok('GetParametersForImport', parameters);
    expect(ParametersValidTo).toBe((START + DAY) / 1000);
    expect((ImportToken as Uint8Array).length).toBeLessThanOrEqual(6144);
    const EncryptedKeyMaterial = wrap('RSAES_OAEP_SHA_256', PublicKey as Uint8Array, material(1));
    const input = { KeyId, ImportToken, EncryptedKeyMaterial, ...FOREVER };
    await test.pass(DAY);
    await test.ok('ImportKeyMaterial', input);
    await test.ok('ImportKeyMaterial', input);
    await test.pass(1);
    expect((await test.refusal('ImportKeyMaterial', input))[0]).toBe('ExpiredImportTokenException');
  });

  it('of another key, or of nobody, is refused', async () => {
    const other = await test.key({ Origin: 'EXTERNAL' });
    const input = { ...(await wrapped(test, other, material(1))), KeyId, ...FOREVER };
    expect((await test.refusal('ImportKeyMaterial', input))[0]).toBe('InvalidImportTokenException');
    for (const ImportToken of [material(1), new Uint8Array(6144)]) {
      expect((await test.refusal('ImportKeyMaterial', { ...input, ImportToken }))[0]).toBe(
        'InvalidImportTokenException',
      );
    }
  });

  it('of another wrapping key does not unwrap', async () => {
    const first = await wrapped(test, KeyId, material(1));
    const second = await wrapped(test, KeyId, material(1));
    const mixed = { ...first, EncryptedKeyMaterial: second.EncryptedKeyMaterial, ...FOREVER };
    const { reply } = await test.call('ImportKeyMaterial', mixed);
    expect(reply).toMatchObject({ error: { name: 'InvalidCiphertextException', because: 'not-unwrapped' } });
  });
});

describe('what ImportKeyMaterial refuses', () => {
  it.each([
    ['no date where the material expires', {}, 'ValidationException'],
    ['a date where it does not', { ...FOREVER, ValidTo: START / 1000 + 10 }, 'ValidationException'],
    ['a date that has passed', { ValidTo: START / 1000 }, 'ValidationException'],
    ['a date more than a year away', { ValidTo: (START + 365 * DAY) / 1000 + 1 }, 'ValidationException'],
    ['an id for new material', { ...NEW, KeyMaterialId: '0'.repeat(64) }, 'ValidationException'],
    [
      'another id than that of the material',
      { ...FOREVER, KeyMaterialId: '0'.repeat(64) },
      'IncorrectKeyMaterialException',
    ],
  ])('%s', async (_, over, error) => {
    expect(await refusedFor(1, over)).toBe(error);
    expect(await state()).toBe('PendingImport');
  });

  it('material of another length than the key’s', async () => {
    const input = { ...(await wrapped(test, KeyId, new Uint8Array(16))), ...FOREVER };
    expect((await test.refusal('ImportKeyMaterial', input))[0]).toBe('IncorrectKeyMaterialException');
  });

  it('other material than before, where it is not said to be new', async () => {
    await put(1);
    expect(await refusedFor(2)).toBe('IncorrectKeyMaterialException');
    expect(await refusedFor(1, NEW)).toBe('IncorrectKeyMaterialException');
  });

  it('members that only symmetric keys have, for an HMAC key; whose material is for ever the first', async () => {
    const id = await test.key({ Origin: 'EXTERNAL', KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' });
    const input = { ...(await wrapped(test, id, material(1))), ...FOREVER };
    expect((await test.refusal('ImportKeyMaterial', { ...input, ...NEW }))[0]).toBe('ValidationException');
    await test.ok('ImportKeyMaterial', input);
    const other = { ...(await wrapped(test, id, material(2))), ...FOREVER };
    expect((await test.refusal('ImportKeyMaterial', other))[0]).toBe('IncorrectKeyMaterialException');
  });

  it('a key that is pending deletion', async () => {
    const input = { ...(await wrapped(test, KeyId, material(1))), ...FOREVER };
    await test.ok('ScheduleKeyDeletion', { KeyId });
    expect((await test.refusal('ImportKeyMaterial', input))[0]).toBe('KMSInvalidStateException');
  });
});

describe('material that goes and comes back', () => {
  it('expires on its date, and KMS says that it deleted it', async () => {
    const ValidTo = (START + 10 * DAY) / 1000;
    const KeyMaterialId = await put(1, { ValidTo });
    expect(await metadata()).toMatchObject({ ExpirationModel: 'KEY_MATERIAL_EXPIRES', ValidTo });
    const { CiphertextBlob } = await test.ok('Encrypt', { KeyId, Plaintext: PLAIN });
    await test.pass(10 * DAY - 1);
    expect(await state()).toBe('Enabled');
    await test.pass(1);
    expect(await state()).toBe('PendingImport');
    expect(await metadata()).not.toHaveProperty('ValidTo');
    const [row] = (await test.lab.ask({ type: 'trail', limit: 1_000 })).filter(
      ({ record }) => record.eventName === 'DeleteExpiredKeyMaterial',
    );
    expect(row?.record).toMatchObject({
      eventType: 'AwsServiceEvent',
      serviceEventDetails: { keyId: arnOf(KeyId), keyMaterialId: KeyMaterialId },
    });
    expect(await put(1)).toBe(KeyMaterialId);
    expect((await test.ok('Decrypt', { CiphertextBlob })).Plaintext).toEqual(PLAIN);
  });

  it('is deleted at once, also of a disabled key, and once more is no error', async () => {
    const KeyMaterialId = await put(1);
    await test.ok('DisableKey', { KeyId });
    const answer = { KeyId: arnOf(KeyId), KeyMaterialId };
    expect(await test.ok('DeleteImportedKeyMaterial', { KeyId })).toEqual(answer);
    expect(await state()).toBe('PendingImport');
    expect(await test.ok('DeleteImportedKeyMaterial', { KeyId })).toEqual(answer);
    await put(1);
    expect(await state()).toBe('Enabled');
  });

  it('never was: DeleteImportedKeyMaterial succeeds and does nothing', async () => {
    expect(await test.ok('DeleteImportedKeyMaterial', { KeyId })).toEqual({ KeyId: arnOf(KeyId) });
    expect((await test.refusal('DeleteImportedKeyMaterial', { KeyId, KeyMaterialId: 'a'.repeat(64) }))[0]).toBe(
      'NotFoundException',
    );
  });

  it('has another id in another key, and opens nothing there', async () => {
    const id = await put(1);
    const { CiphertextBlob } = await test.ok('Encrypt', { KeyId, Plaintext: PLAIN });
    const first = KeyId;
    KeyId = await test.key({ Origin: 'EXTERNAL' });
    expect(await put(1)).not.toBe(id);
    expect((await test.refusal('Decrypt', { CiphertextBlob, KeyId }))[0]).toBe('IncorrectKeyException');
    expect((await test.ok('Decrypt', { CiphertextBlob })).KeyId).toBe(arnOf(first));
  });
});

describe('several materials of a symmetric key', () => {
  it('one waits to be rotated in; until then the first encrypts', async () => {
    const first = await put(1);
    const second = await put(2, { ...NEW, KeyMaterialDescription: 'the second' });
    expect(await metadata()).toMatchObject({ KeyState: 'Enabled', CurrentKeyMaterialId: first });
    expect(await materials()).toEqual([
      {
        KeyId,
        KeyMaterialId: first,
        ImportState: 'IMPORTED',
        KeyMaterialState: 'CURRENT',
        ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE',
      },
      {
        KeyId,
        KeyMaterialId: second,
        KeyMaterialDescription: 'the second',
        ImportState: 'IMPORTED',
        KeyMaterialState: 'PENDING_ROTATION',
        ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE',
      },
    ]);
    expect(await refusedFor(3, NEW)).toBe('KMSInvalidStateException');
  });

  it('is rotated in on demand, and the older one still decrypts', async () => {
    await put(1);
    const { CiphertextBlob } = await test.ok('Encrypt', { KeyId, Plaintext: PLAIN });
    expect(await test.refusal('RotateKeyOnDemand', { KeyId })).toEqual([
      'KMSInvalidStateException',
      `No available key material pending rotation for the key: ${arnOf(KeyId)}.`,
    ]);
    const second = await put(2, NEW);
    await test.ok('RotateKeyOnDemand', { KeyId });
    await test.pass(60_000);
    expect(await metadata()).toMatchObject({ CurrentKeyMaterialId: second });
    expect((await materials()).map(({ KeyMaterialState, RotationType }) => [KeyMaterialState, RotationType])).toEqual([
      ['NON_CURRENT', undefined],
      ['CURRENT', 'ON_DEMAND'],
    ]);
    expect((await test.ok('Decrypt', { CiphertextBlob })).Plaintext).toEqual(PLAIN);
  });

  it('are all needed: the key waits until every one is back', async () => {
    const first = await put(1);
    await put(2, NEW);
    await test.ok('RotateKeyOnDemand', { KeyId });
    await test.pass(60_000);
    await test.ok('DeleteImportedKeyMaterial', { KeyId });
    await test.ok('DeleteImportedKeyMaterial', { KeyId, KeyMaterialId: first });
    expect((await materials()).map(({ ImportState }) => ImportState)).toEqual(['PENDING_IMPORT', 'PENDING_IMPORT']);
    await put(2);
    expect(await state()).toBe('PendingImport');
    await put(1, { ...FOREVER, KeyMaterialId: first });
    expect(await state()).toBe('Enabled');
  });

  it('what waits may be taken away again, and other material come in its place', async () => {
    await put(1);
    const second = await put(2, NEW);
    await test.ok('DeleteImportedKeyMaterial', { KeyId, KeyMaterialId: second });
    expect(await state()).toBe('Enabled');
    await put(3, NEW);
    expect(await materials()).toHaveLength(2);
  });

  it('what waits and is gone before its rotation is done is not rotated in', async () => {
    const first = await put(1);
    const second = await put(2, NEW);
    await test.ok('RotateKeyOnDemand', { KeyId });
    await test.ok('DeleteImportedKeyMaterial', { KeyId, KeyMaterialId: second });
    await test.pass(60_000);
    expect(await metadata()).toMatchObject({ KeyState: 'Enabled', CurrentKeyMaterialId: first });
  });

  it('the date of the key is that of the material that goes first', async () => {
    await put(1, { ValidTo: (START + 20 * DAY) / 1000 });
    await put(2, { ImportType: 'NEW_KEY_MATERIAL', ValidTo: (START + 10 * DAY) / 1000 });
    expect((await metadata()).ValidTo).toBe((START + 10 * DAY) / 1000);
    await test.pass(10 * DAY);
    expect([await state(), (await metadata()).ValidTo]).toEqual(['Enabled', (START + 20 * DAY) / 1000]);
    await test.pass(10 * DAY);
    expect(await state()).toBe('PendingImport');
  });
});

describe('the record of an import', () => {
  it('has its date as text, and neither token nor material', async () => {
    const input = { ...(await wrapped(test, KeyId, material(1))), ValidTo: (START + DAY) / 1000 };
    const { records, reply } = await test.call('ImportKeyMaterial', input);
    expect(records[0]).toMatchObject({
      requestParameters: {
        keyId: KeyId,
        expirationModel: 'KEY_MATERIAL_EXPIRES',
        validTo: expect.stringMatching(/, 20\d\d, /),
      },
      responseElements: { keyId: arnOf(KeyId), keyMaterialId: reply.ok ? reply.output.KeyMaterialId : null },
    });
    expect(Object.keys(records[0]?.requestParameters ?? {}).sort()).toEqual(['expirationModel', 'keyId', 'validTo']);
  });
});

it('a key that is deleted takes the material along that still waited to be rotated in', async () => {
  await put(1);
  await put(2, NEW);
  await test.ok('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 });
  await test.pass(8 * DAY);
  const left = [...test.store.sealed()].filter(({ keyArn }) => keyArn === arnOf(KeyId));
  const world = rebuild(test.store.journal());
  expect(left.map((item) => isDestroyed(world, item))).toEqual([true, true]);
});
