import { beforeEach, describe, expect, it } from 'vitest';
import {
  ADMIN,
  BACKUP,
  BACKUP_ADMIN,
  BACKUP_KEY_HERE,
  COPYING,
  type EbsLab,
  ebsLab,
  ONE_BYTE,
  PROD,
  SECOND_KEY,
  SOURCE_KEY,
} from './ebs-lab.ts';

let ebs: EbsLab;
beforeEach(async () => {
  ebs = await ebsLab();
});

const IRELAND = { ...ADMIN, region: 'eu-west-1' };
const VOLUME = { AvailabilityZone: 'us-east-1a', Size: 1 };
const enable = (who = ADMIN) => ebs.call(who, 'EnableEbsEncryptionByDefault');

/** The key that a new volume is under; null for an unencrypted one. */
async function keyOfNew(input: object = VOLUME, who = ADMIN): Promise<string | null> {
  const { VolumeId } = await ebs.call(who, 'CreateVolume', input);
  await ebs.advance();
  return (await ebs.volumeView(String(VolumeId))).kmsKeyArn;
}

/** The key that a new copy is under. */
async function keyOfCopy(SourceSnapshotId: string, input: object = {}, who = ADMIN): Promise<string | null> {
  const { SnapshotId } = await ebs.call(who, 'CopySnapshot', { SourceRegion: 'us-east-1', SourceSnapshotId, ...input });
  await ebs.advance();
  const { state, kmsKeyArn } = await ebs.snapshotView(String(SnapshotId));
  expect(state).toBe('completed');
  return kmsKeyArn;
}

describe('encryption by default', () => {
  it('is off, is switched on and off, and holds for one account in one Region', async () => {
    const now = async (who = ADMIN) => (await ebs.call(who, 'GetEbsEncryptionByDefault')).EbsEncryptionByDefault;
    expect(await now()).toBe(false);
    expect(await enable()).toEqual({ EbsEncryptionByDefault: true });
    expect([await now(), await now(IRELAND), await now(BACKUP_ADMIN)]).toEqual([true, false, false]);
    expect(await ebs.call(ADMIN, 'DisableEbsEncryptionByDefault')).toEqual({ EbsEncryptionByDefault: false });
    expect(await now()).toBe(false);
  });

  it('encrypts new volumes, also those for which a request says not to', async () => {
    expect(await keyOfNew()).toBeNull();
    await enable();
    const key = await keyOfNew();
    expect(ebs.lab.world.key(String(key))).toMatchObject({ keyManager: 'AWS', accountId: PROD });
    expect(await keyOfNew({ ...VOLUME, Encrypted: false })).toBe(key);
    expect(await keyOfNew({ ...VOLUME, KmsKeyId: SECOND_KEY })).toBe(SECOND_KEY);
  });

  it('leaves what there is as it is', async () => {
    const volume = await ebs.volume(ONE_BYTE, {});
    await enable();
    expect((await ebs.volumeView(volume)).kmsKeyArn).toBeNull();
    const snapshot = await ebs.snapshot(volume);
    expect((await ebs.snapshotView(snapshot)).kmsKeyArn).toBeNull();
  });

  it('encrypts volumes from unencrypted snapshots, and copies of them', async () => {
    const snapshot = await ebs.snapshot(await ebs.volume(ONE_BYTE, {}));
    await enable();
    await ebs.call(ADMIN, 'ModifyEbsDefaultKmsKeyId', { KmsKeyId: SECOND_KEY });
    const volume = await ebs.volumeFrom(snapshot, ADMIN);
    expect((await ebs.volumeView(volume)).kmsKeyArn).toBe(SECOND_KEY);
    expect(await ebs.read(volume, ADMIN)).toEqual(ONE_BYTE);
    expect(await keyOfCopy(snapshot)).toBe(SECOND_KEY);
    expect(await keyOfCopy(snapshot, { KmsKeyId: SOURCE_KEY })).toBe(SOURCE_KEY);
  });

  it('leaves a volume from one’s own encrypted snapshot under the snapshot’s key', async () => {
    const snapshot = await ebs.snapshot(await ebs.volume(ONE_BYTE));
    await enable();
    await ebs.call(ADMIN, 'ModifyEbsDefaultKmsKeyId', { KmsKeyId: SECOND_KEY });
    expect(await keyOfNew({ AvailabilityZone: 'us-east-1a', SnapshotId: snapshot })).toBe(SOURCE_KEY);
    expect(await keyOfCopy(snapshot)).toBe(SOURCE_KEY);
  });

  it.each([
    ['encrypted', undefined],
    ['unencrypted', {}],
  ] as const)('takes the default key of the receiver for what is shared with it: %s', async (_, key) => {
    ebs = await ebsLab({ shared: [...COPYING, 'kms:ReEncryptFrom'] });
    const snapshot = await ebs.sharedSnapshot(ONE_BYTE, key);
    await enable(BACKUP_ADMIN);
    await ebs.call(BACKUP_ADMIN, 'ModifyEbsDefaultKmsKeyId', { KmsKeyId: 'alias/here' });
    expect(await keyOfCopy(snapshot, {}, BACKUP_ADMIN)).toBe(BACKUP_KEY_HERE);
    expect(await keyOfNew({ AvailabilityZone: 'us-east-1a', SnapshotId: snapshot }, BACKUP_ADMIN)).toBe(
      BACKUP_KEY_HERE,
    );
  });

  it('may be switched by those alone whom IAM lets', async () => {
    const reader = { as: `arn:aws:iam::${BACKUP}:role/copier`, region: 'us-east-1' };
    const weak = await ebsLab({ copier: [{ Action: ['ec2:GetEbsEncryptionByDefault'], Resource: '*' }] });
    expect(await weak.reason(reader, 'GetEbsEncryptionByDefault')).toBeNull();
    expect(await weak.reason(reader, 'EnableEbsEncryptionByDefault')).toEqual({
      name: 'UnauthorizedOperation',
      because: 'no-identity-policy-statement',
    });
  });
});

describe('the default key', () => {
  const get = async () => (await ebs.call(ADMIN, 'GetEbsDefaultKmsKeyId')).KmsKeyId;

  it('is aws/ebs, then the one that was set, then aws/ebs again', async () => {
    expect(await get()).toBe('alias/aws/ebs');
    expect(await ebs.call(ADMIN, 'ModifyEbsDefaultKmsKeyId', { KmsKeyId: 'alias/second' })).toEqual({
      KmsKeyId: SECOND_KEY,
    });
    expect(await get()).toBe(SECOND_KEY);
    expect(await keyOfNew({ ...VOLUME, Encrypted: true })).toBe(SECOND_KEY);
    expect(await keyOfNew()).toBeNull(); // encryption by default is another thing
    expect(await ebs.call(ADMIN, 'ResetEbsDefaultKmsKeyId')).toEqual({ KmsKeyId: 'alias/aws/ebs' });
    const managed = await keyOfNew({ ...VOLUME, Encrypted: true });
    expect(ebs.lab.world.key(String(managed))).toMatchObject({ keyManager: 'AWS' });
    expect(await ebs.call(ADMIN, 'ResetEbsDefaultKmsKeyId')).toEqual({ KmsKeyId: managed });
  });

  it.each([
    ['that is not there', 'alias/none', 'no-such-alias'],
    ['whose id is of none', '00000000-0000-4000-8000-000000000000', 'no-such-key'],
  ])('may be set to one %s: what is made under it fails', async (_, KmsKeyId, because) => {
    await ebs.call(ADMIN, 'ModifyEbsDefaultKmsKeyId', { KmsKeyId });
    const { VolumeId } = await ebs.call(ADMIN, 'CreateVolume', { ...VOLUME, Encrypted: true });
    await ebs.advance();
    expect(await ebs.volumeView(String(VolumeId))).toMatchObject({ state: 'error', because });
  });

  it('that is disabled fails what is made under it', async () => {
    await enable();
    await ebs.call(ADMIN, 'ModifyEbsDefaultKmsKeyId', { KmsKeyId: SECOND_KEY });
    await ebs.call(ADMIN, 'DisableKey', { KeyId: SECOND_KEY });
    const { VolumeId } = await ebs.call(ADMIN, 'CreateVolume', VOLUME);
    await ebs.advance();
    expect(await ebs.volumeView(String(VolumeId))).toMatchObject({
      state: 'error',
      because: 'key-disabled',
      stateMessage: `${SECOND_KEY} is disabled.`,
    });
  });

  it('must be symmetric', async () => {
    const { KeyMetadata } = await ebs.call(ADMIN, 'CreateKey', { KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' });
    const { Arn } = KeyMetadata as { Arn: string };
    expect(await ebs.reason(ADMIN, 'ModifyEbsDefaultKmsKeyId', { KmsKeyId: Arn })).toEqual({
      name: 'InvalidParameterValue',
      because: 'wrong-key-usage',
    });
  });
});
