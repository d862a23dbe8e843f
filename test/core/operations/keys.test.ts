import { beforeEach, describe, expect, it } from 'vitest';
import { arnOf, DAY, labWith, OWN, START, type TestLab } from '../../helpers/lab-with.ts';

let test: TestLab;
let KeyId: string;
beforeEach(async () => {
  test = await labWith();
  KeyId = await test.key({ Description: 'orders' });
});

const metadata = async () => (await test.ok('DescribeKey', { KeyId })).KeyMetadata as Record<string, unknown>;
const status = () => test.ok('GetKeyRotationStatus', { KeyId });

describe('CreateKey', () => {
  it('makes a symmetric key that is enabled at once, and says all that DescribeKey says', async () => {
    const { KeyMetadata } = await test.ok('CreateKey', {});
    const { KeyId: id } = KeyMetadata as { KeyId: string };
    expect(KeyMetadata).toEqual({
      AWSAccountId: OWN,
      KeyId: id,
      Arn: arnOf(id),
      CreationDate: START / 1000,
      Enabled: true,
      Description: '',
      KeyUsage: 'ENCRYPT_DECRYPT',
      KeyState: 'Enabled',
      Origin: 'AWS_KMS',
      KeyManager: 'CUSTOMER',
      CustomerMasterKeySpec: 'SYMMETRIC_DEFAULT',
      KeySpec: 'SYMMETRIC_DEFAULT',
      EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
      MultiRegion: false,
      CurrentKeyMaterialId: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect((await test.ok('DescribeKey', { KeyId: id })).KeyMetadata).toEqual(KeyMetadata);
  });

  it.each([
    [
      'both names of the key spec',
      { KeySpec: 'SYMMETRIC_DEFAULT', CustomerMasterKeySpec: 'SYMMETRIC_DEFAULT' },
      'You cannot specify KeySpec and CustomerMasterKeySpec in the same request. CustomerMasterKeySpec is deprecated.',
    ],
    [
      'a symmetric key for signing',
      { KeyUsage: 'SIGN_VERIFY' },
      'The operation failed because the KeyUsage value of the CMK is SIGN_VERIFY. To perform this operation, the KeyUsage value must be ENCRYPT_DECRYPT.',
    ],
  ])('is refused for %s', async (_, input, message) => {
    expect(await test.refusal('CreateKey', input)).toEqual(['ValidationException', message]);
  });
});

describe('EnableKey and DisableKey', () => {
  it('answer nothing, and once more is no error', async () => {
    for (const operation of ['DisableKey', 'DisableKey', 'EnableKey', 'EnableKey']) {
      expect(await test.ok(operation, { KeyId })).toEqual({});
    }
    expect(await metadata()).toMatchObject({ Enabled: true, KeyState: 'Enabled' });
  });

  it('leave description, aliases and policy of a disabled key open to change', async () => {
    await test.ok('DisableKey', { KeyId });
    await test.ok('UpdateKeyDescription', { KeyId, Description: '' });
    await test.ok('CreateAlias', { AliasName: 'alias/off', TargetKeyId: KeyId });
    expect(await metadata()).toMatchObject({ Enabled: false, KeyState: 'Disabled', Description: '' });
  });
});

describe('ScheduleKeyDeletion and CancelKeyDeletion', () => {
  it.each([
    [undefined, 30],
    [7, 7],
    [30, 30],
  ])('%s days asked for are %i days', async (PendingWindowInDays, days) => {
    const DeletionDate = (START + days * DAY) / 1000;
    const input = PendingWindowInDays === undefined ? { KeyId } : { KeyId, PendingWindowInDays };
    expect(await test.ok('ScheduleKeyDeletion', input)).toEqual({
      KeyId: arnOf(KeyId),
      KeyState: 'PendingDeletion',
      DeletionDate,
      PendingWindowInDays: days,
    });
    expect(await metadata()).toMatchObject({ Enabled: false, KeyState: 'PendingDeletion', DeletionDate });
  });

  it('calling it off gives the ARN and leaves the key disabled, without a date', async () => {
    await test.ok('ScheduleKeyDeletion', { KeyId });
    expect(await test.ok('CancelKeyDeletion', { KeyId })).toEqual({ KeyId: arnOf(KeyId) });
    expect(await metadata()).toMatchObject({ KeyState: 'Disabled' });
    expect(await metadata()).not.toHaveProperty('DeletionDate');
    await test.pass(60 * DAY);
    expect(await metadata()).toMatchObject({ KeyState: 'Disabled' });
  });
});

describe('rotation', () => {
  it('is off on a new key', async () => {
    expect(await status()).toEqual({ KeyRotationEnabled: false, KeyId });
    expect(await test.ok('ListKeyRotations', { KeyId })).toEqual({ Rotations: [], Truncated: false });
  });

  it('is every 365 days where no period is named, and keeps the period it has', async () => {
    await test.ok('EnableKeyRotation', { KeyId });
    const NextRotationDate = (START + 365 * DAY) / 1000;
    expect(await status()).toEqual({ KeyRotationEnabled: true, KeyId, RotationPeriodInDays: 365, NextRotationDate });
    await test.ok('EnableKeyRotation', { KeyId, RotationPeriodInDays: 90 });
    await test.ok('EnableKeyRotation', { KeyId });
    expect(await status()).toMatchObject({ RotationPeriodInDays: 90 });
  });

  it('reads false while the key is pending deletion, and as before when that is called off', async () => {
    await test.ok('EnableKeyRotation', { KeyId });
    const before = await status();
    await test.ok('ScheduleKeyDeletion', { KeyId });
    expect(await status()).toEqual({ KeyRotationEnabled: false, KeyId });
    await test.ok('CancelKeyDeletion', { KeyId });
    expect(await status()).toEqual(before);
  });

  it('on demand shows its start while it is in progress, and the first material beside the new one', async () => {
    expect(await test.ok('RotateKeyOnDemand', { KeyId })).toEqual({ KeyId });
    expect(await status()).toMatchObject({ OnDemandRotationStartDate: START / 1000 });
    expect(await test.ok('RotateKeyOnDemand', { KeyId })).toEqual({ KeyId });
    await test.pass(60_000);
    expect(await status()).toEqual({ KeyRotationEnabled: false, KeyId });
    const { Rotations } = await test.ok('ListKeyRotations', { KeyId, IncludeKeyMaterial: 'ALL_KEY_MATERIAL' });
    expect(Rotations).toMatchObject([
      { KeyId, KeyMaterialState: 'NON_CURRENT' },
      { KeyId, KeyMaterialState: 'CURRENT', RotationType: 'ON_DEMAND' },
    ]);
    expect((Rotations as object[])[0]).not.toHaveProperty('RotationDate');
  });

  it('on demand happens 25 times in the life of a key', async () => {
    for (let n = 0; n < 25; n++) {
      await test.ok('RotateKeyOnDemand', { KeyId });
      await test.pass(60_000);
    }
    expect((await test.refusal('RotateKeyOnDemand', { KeyId }))[0]).toBe('LimitExceededException');
    expect((await test.ok('ListKeyRotations', { KeyId })).Rotations).toHaveLength(25);
  });

  it.each([
    [20 * 60_000, true],
    [20 * 60_000 - 1, false],
  ])('on demand, %i ms before an automatic one: allowed is %s', async (before, allowed) => {
    await test.ok('EnableKeyRotation', { KeyId, RotationPeriodInDays: 90 });
    await test.pass(90 * DAY - before);
    const { reply } = await test.call('RotateKeyOnDemand', { KeyId });
    expect(reply.ok ? null : reply.error.name).toBe(allowed ? null : 'ConflictException');
  });
});

describe('GenerateRandom', () => {
  it.each([1, 32, 1024])('gives %i bytes', async (NumberOfBytes) => {
    expect((await test.ok('GenerateRandom', { NumberOfBytes })).Plaintext).toHaveLength(NumberOfBytes);
  });

  it('wants to know how many', async () => {
    expect((await test.refusal('GenerateRandom'))[0]).toBe('ValidationException');
  });
});

describe('data keys', () => {
  it.each([
    [{ KeySpec: 'AES_128' }, 16],
    [{ KeySpec: 'AES_256' }, 32],
    [{ NumberOfBytes: 64 }, 64],
    [{ NumberOfBytes: 1024 }, 1024],
  ])('of %j are %i bytes, and Decrypt gives the same', async (length, bytes) => {
    const EncryptionContext = { for: 'test' };
    const made = await test.ok('GenerateDataKey', { KeyId, EncryptionContext, ...length });
    expect(made).toMatchObject({ KeyId: arnOf(KeyId), KeyMaterialId: expect.any(String) });
    expect(made.Plaintext).toHaveLength(bytes);
    const opened = await test.ok('Decrypt', { CiphertextBlob: made.CiphertextBlob, EncryptionContext });
    expect(opened.Plaintext).toEqual(made.Plaintext);
    const wrapped = await test.ok('GenerateDataKeyWithoutPlaintext', { KeyId, EncryptionContext, ...length });
    expect(Object.keys(wrapped).sort()).toEqual(['CiphertextBlob', 'KeyId', 'KeyMaterialId']);
    const kept = await test.ok('Decrypt', { CiphertextBlob: wrapped.CiphertextBlob, EncryptionContext });
    expect(kept.Plaintext).toHaveLength(bytes);
  });
});

describe('Encrypt, Decrypt and ReEncrypt', () => {
  it('answer as AWS does, Encrypt without the key material’s id', async () => {
    const encrypted = await test.ok('Encrypt', { KeyId, Plaintext: Uint8Array.of(1, 2) });
    expect(encrypted).toEqual({
      CiphertextBlob: expect.any(Uint8Array),
      KeyId: arnOf(KeyId),
      EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
    });
    expect(await test.ok('Decrypt', { CiphertextBlob: encrypted.CiphertextBlob })).toEqual({
      KeyId: arnOf(KeyId),
      Plaintext: Uint8Array.of(1, 2),
      EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      KeyMaterialId: (await metadata()).CurrentKeyMaterialId,
    });
  });

  it('ReEncrypt moves a ciphertext to the current material, and to another context', async () => {
    const { CiphertextBlob } = await test.ok('Encrypt', {
      KeyId,
      Plaintext: Uint8Array.of(5),
      EncryptionContext: { a: '1' },
    });
    const first = (await metadata()).CurrentKeyMaterialId;
    await test.ok('RotateKeyOnDemand', { KeyId });
    await test.pass(60_000);
    const moved = await test.ok('ReEncrypt', {
      CiphertextBlob,
      SourceEncryptionContext: { a: '1' },
      DestinationKeyId: KeyId,
      DestinationEncryptionContext: { b: '2' },
    });
    expect(moved).toMatchObject({
      SourceKeyId: arnOf(KeyId),
      KeyId: arnOf(KeyId),
      SourceKeyMaterialId: first,
      DestinationKeyMaterialId: (await metadata()).CurrentKeyMaterialId,
    });
    expect(moved).not.toHaveProperty('Plaintext');
    const opened = await test.ok('Decrypt', { CiphertextBlob: moved.CiphertextBlob, EncryptionContext: { b: '2' } });
    expect(opened.Plaintext).toEqual(Uint8Array.of(5));
  });
});
