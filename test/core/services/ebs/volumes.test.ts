import { describe, expect, it } from 'vitest';
import { ADMIN, type EbsLab, ebsLab, ONE_BYTE, SECOND_KEY, SOURCE_KEY, TARGET_KEY } from './ebs-lab.ts';

const VOLUME = { AvailabilityZone: 'us-east-1a', Size: 1 };
const ENCRYPTED = { ...VOLUME, Encrypted: true };

async function made(ebs: EbsLab, input: object): Promise<string> {
  const { VolumeId } = await ebs.call(ADMIN, 'CreateVolume', input);
  await ebs.advance();
  return String(VolumeId);
}

describe('a new volume', () => {
  it.each([
    ['nothing', {}, null],
    ['a key', { Encrypted: true, KmsKeyId: SOURCE_KEY }, SOURCE_KEY],
    ['a key by its alias', { Encrypted: true, KmsKeyId: 'alias/second' }, SECOND_KEY],
    ['a key by its id', { Encrypted: true, KmsKeyId: SECOND_KEY.split('/')[1] }, SECOND_KEY],
  ] as const)('is under the key that was asked for: %s', async (_, key, keyArn) => {
    const ebs = await ebsLab();
    const volume = await made(ebs, { ...VOLUME, ...key });
    expect(await ebs.volumeView(volume)).toMatchObject({ state: 'available', kmsKeyArn: keyArn });
  });

  it('is under the default key when it is to be encrypted and no key is named', async () => {
    const ebs = await ebsLab();
    const { kmsKeyArn } = await ebs.volumeView(await made(ebs, ENCRYPTED));
    expect(ebs.lab.world.key(String(kmsKeyArn))).toMatchObject({ keyManager: 'AWS' });
  });

  it.each([
    ['that does not exist', { KmsKeyId: 'alias/none' }, 'no-such-alias', /alias\/none is not found/],
    ['of another Region', { KmsKeyId: TARGET_KEY }, 'wrong-region', /eu-west-1/],
    ['that is no key id', { KmsKeyId: 'nonsense' }, 'malformed-identifier', /nonsense/],
  ] as const)('with a key %s ends in error, and says why in KMS’s words', async (_, key, because, words) => {
    const ebs = await ebsLab();
    const made1 = await ebs.call(ADMIN, 'CreateVolume', { ...ENCRYPTED, ...key });
    expect(made1).toMatchObject({ State: 'creating', Encrypted: true });
    await ebs.next();
    expect(await ebs.volumeView(String(made1.VolumeId))).toMatchObject({
      state: 'error',
      because,
      stateMessage: expect.stringMatching(words),
    });
  });

  it.each([
    ['disabled', 'DisableKey', 'key-disabled', `${SOURCE_KEY} is disabled.`],
    ['pending deletion', 'ScheduleKeyDeletion', 'key-pending-deletion', `${SOURCE_KEY} is pending deletion.`],
  ] as const)('under a key that is %s ends in error', async (_, operation, because, stateMessage) => {
    const ebs = await ebsLab();
    await ebs.call(ADMIN, operation, { KeyId: SOURCE_KEY });
    const volume = await made(ebs, { ...ENCRYPTED, KmsKeyId: SOURCE_KEY });
    expect(await ebs.volumeView(volume)).toMatchObject({ state: 'error', because, stateMessage });
  });

  it('that ended in error is deleted as any other', async () => {
    const ebs = await ebsLab();
    const VolumeId = await made(ebs, { ...ENCRYPTED, KmsKeyId: 'alias/none' });
    await ebs.call(ADMIN, 'DeleteVolume', { VolumeId });
    expect(await ebs.reason(ADMIN, 'DescribeVolumes', { VolumeIds: [VolumeId] })).toEqual({
      name: 'InvalidVolume.NotFound',
      because: 'no-such-volume',
    });
  });

  it('can neither be deleted nor be made a snapshot of before it is available', async () => {
    const ebs = await ebsLab();
    const { VolumeId } = await ebs.call(ADMIN, 'CreateVolume', VOLUME);
    const notYet = { name: 'IncorrectState', because: 'volume-not-available' };
    expect(await ebs.reason(ADMIN, 'DeleteVolume', { VolumeId })).toEqual(notYet);
    expect(await ebs.reason(ADMIN, 'CreateSnapshot', { VolumeId })).toEqual(notYet);
  });
});

describe('a volume from a snapshot', () => {
  it.each([
    ['the same key, where none is named', {}, SOURCE_KEY],
    ['the same key, where only Encrypted is asked for', { Encrypted: true }, SOURCE_KEY],
    ['another key, where one is named', { Encrypted: true, KmsKeyId: SECOND_KEY }, SECOND_KEY],
  ] as const)('is under %s', async (_, key, keyArn) => {
    const ebs = await ebsLab();
    const volume = await ebs.volumeFrom(await ebs.snapshot(await ebs.volume(ONE_BYTE)), ADMIN, key);
    expect(await ebs.volumeView(volume)).toMatchObject({ state: 'available', kmsKeyArn: keyArn, sizeGiB: 1 });
    expect(await ebs.read(volume, ADMIN)).toEqual(ONE_BYTE);
  });

  it('has its data although the snapshot is deleted before EBS gets to it', async () => {
    const ebs = await ebsLab();
    const SnapshotId = await ebs.snapshot(await ebs.volume(ONE_BYTE));
    const made1 = await ebs.call(ADMIN, 'CreateVolume', { AvailabilityZone: 'us-east-1a', SnapshotId });
    await ebs.call(ADMIN, 'DeleteSnapshot', { SnapshotId });
    await ebs.advance();
    expect(await ebs.volumeView(String(made1.VolumeId))).toMatchObject({ kmsKeyArn: SOURCE_KEY });
    expect(await ebs.read(String(made1.VolumeId), ADMIN)).toEqual(ONE_BYTE);
  });

  it('ends in error when the key of the snapshot is disabled', async () => {
    const ebs = await ebsLab();
    const snapshot = await ebs.snapshot(await ebs.volume(ONE_BYTE));
    await ebs.call(ADMIN, 'DisableKey', { KeyId: SOURCE_KEY });
    const volume = await ebs.volumeFrom(snapshot, ADMIN);
    expect(await ebs.volumeView(volume)).toMatchObject({ state: 'error', because: 'key-disabled' });
  });

  it('gives its grant back when it fails half way', async () => {
    const ebs = await ebsLab();
    const snapshot = await ebs.snapshot(await ebs.volume(ONE_BYTE));
    await ebs.call(ADMIN, 'DisableKey', { KeyId: SOURCE_KEY });
    const volume = await ebs.volumeFrom(snapshot, ADMIN, { Encrypted: true, KmsKeyId: SECOND_KEY });
    expect(await ebs.volumeView(volume)).toMatchObject({ state: 'error', because: 'key-disabled' });
    const calls = ebs.kmsRecords(0, '111122223333').map(({ eventName }) => eventName);
    expect(calls.slice(-3)).toEqual(['CreateGrant', 'ReEncrypt', 'RetireGrant']);
    expect(ebs.grants).toHaveLength(0);
  });

  it('is not there for a snapshot that is pending', async () => {
    const ebs = await ebsLab();
    const { SnapshotId } = await ebs.call(ADMIN, 'CreateSnapshot', { VolumeId: await ebs.volume(ONE_BYTE) });
    expect(await ebs.reason(ADMIN, 'CreateVolume', { AvailabilityZone: 'us-east-1a', SnapshotId })).toEqual({
      name: 'IncorrectState',
      because: 'snapshot-not-completed',
    });
  });
});

describe('a volume whose key is', () => {
  it.each([
    ['disabled', 'DisableKey', 'DisabledException'],
    ['pending deletion', 'ScheduleKeyDeletion', 'KMSInvalidStateException'],
  ] as const)('%s cannot be attached, and again when the key is back', async (_, operation, name) => {
    const ebs = await ebsLab();
    const volume = await ebs.volume(ONE_BYTE);
    await ebs.call(ADMIN, operation, { KeyId: SOURCE_KEY });
    await expect(ebs.read(volume, ADMIN)).rejects.toThrow(name);
    if (operation === 'ScheduleKeyDeletion') await ebs.call(ADMIN, 'CancelKeyDeletion', { KeyId: SOURCE_KEY });
    await ebs.call(ADMIN, 'EnableKey', { KeyId: SOURCE_KEY });
    expect(await ebs.read(volume, ADMIN)).toEqual(ONE_BYTE);
    expect(ebs.grants).toHaveLength(0);
  });

  it('rotated stays readable, for old material still decrypts', async () => {
    const ebs = await ebsLab();
    const volume = await ebs.volume(ONE_BYTE);
    await ebs.call(ADMIN, 'RotateKeyOnDemand', { KeyId: SOURCE_KEY });
    await ebs.advance(86_400_000);
    expect(await ebs.read(volume, ADMIN)).toEqual(ONE_BYTE);
  });

  it('deleted cannot be read ever again', async () => {
    const ebs = await ebsLab();
    const volume = await ebs.volume(ONE_BYTE);
    await ebs.call(ADMIN, 'ScheduleKeyDeletion', { KeyId: SOURCE_KEY, PendingWindowInDays: 7 });
    await ebs.advance(8 * 86_400_000);
    await expect(ebs.read(volume, ADMIN)).rejects.toThrow('NotFoundException');
  });
});
