import { describe, expect, it } from 'vitest';
import {
  ADMIN,
  BACKUP,
  BACKUP_ADMIN,
  BACKUP_KEY_HERE,
  COPIER,
  ebsLab,
  ONE_BYTE,
  PROD,
  SECOND_KEY,
  SOURCE_KEY,
} from './ebs-lab.ts';

const attribute = 'createVolumePermission';
const add = (SnapshotId: string, input: object) => ({
  SnapshotId,
  Attribute: attribute,
  OperationType: 'add',
  ...input,
});

describe('sharing a snapshot', () => {
  it('under the default key is refused at once; a copy under a key of one’s own may be shared', async () => {
    const ebs = await ebsLab();
    const snapshot = await ebs.snapshot(await ebs.volume(ONE_BYTE, { Encrypted: true }));
    expect(await ebs.reason(ADMIN, 'ModifySnapshotAttribute', add(snapshot, { UserIds: [BACKUP] }))).toEqual({
      name: 'OperationNotPermitted',
      because: 'default-key-cannot-be-shared',
    });
    const copy = await ebs.copy(snapshot, { who: ADMIN, KmsKeyId: SECOND_KEY });
    await ebs.advance();
    await ebs.share(copy, BACKUP);
    expect((await ebs.snapshotView(copy)).sharedWith).toEqual([BACKUP]);
  });

  it.each([
    ['an account', { UserIds: [BACKUP] }, null],
    ['an account, by CreateVolumePermission', { CreateVolumePermission: { Add: [{ UserId: BACKUP }] } }, null],
    ['everybody, encrypted', { GroupNames: ['all'] }, ['OperationNotPermitted', 'encrypted-cannot-be-public']],
    ['another group', { GroupNames: ['some'] }, ['InvalidParameterValue', 'invalid-parameter']],
    ['all as if it were an account', { UserIds: ['all'] }, ['InvalidParameterValue', 'invalid-parameter']],
    ['something that is no account id', { UserIds: ['1234'] }, ['InvalidParameterValue', 'invalid-parameter']],
    ['nobody', {}, ['MissingParameter', 'malformed-request']],
    [
      'the attribute productCodes',
      { UserIds: [BACKUP], Attribute: 'productCodes' },
      ['InvalidParameterValue', 'invalid-parameter'],
    ],
    [
      'some, and no longer with others, in one request',
      { CreateVolumePermission: { Add: [{ UserId: BACKUP }], Remove: [{ UserId: '999988887777' }] } },
      ['InvalidParameterCombination', 'invalid-parameter'],
    ],
  ] as const)('with %s', async (_, input, refused) => {
    const ebs = await ebsLab();
    const snapshot = await ebs.snapshot(await ebs.volume(ONE_BYTE));
    const answer = await ebs.reason(ADMIN, 'ModifySnapshotAttribute', add(snapshot, input));
    expect(answer).toEqual(refused === null ? null : { name: refused[0], because: refused[1] });
    expect((await ebs.snapshotView(snapshot)).sharedWith).toEqual(refused === null ? [BACKUP] : []);
  });

  it('that is unencrypted may be with everybody', async () => {
    const ebs = await ebsLab();
    const snapshot = await ebs.snapshot(await ebs.volume(ONE_BYTE, {}));
    await ebs.call(ADMIN, 'ModifySnapshotAttribute', add(snapshot, { GroupNames: ['all'] }));
    const shown = await ebs.call(ADMIN, 'DescribeSnapshotAttribute', { SnapshotId: snapshot, Attribute: attribute });
    expect(shown.CreateVolumePermissions).toEqual([{ Group: 'all' }]);
    const copy = await ebs.copy(snapshot);
    await ebs.advance();
    expect(await ebs.snapshotView(copy)).toMatchObject({ state: 'completed' });
  });

  it('wants the snapshot completed', async () => {
    const ebs = await ebsLab();
    const made = await ebs.call(ADMIN, 'CreateSnapshot', { VolumeId: await ebs.volume(ONE_BYTE) });
    const input = add(String(made.SnapshotId), { UserIds: [BACKUP] });
    expect(await ebs.reason(ADMIN, 'ModifySnapshotAttribute', input)).toEqual({
      name: 'IncorrectState',
      because: 'snapshot-not-completed',
    });
  });

  it('adds to those that it was shared with, and takes each away again', async () => {
    const ebs = await ebsLab();
    const snapshot = await ebs.sharedSnapshot();
    await ebs.share(snapshot, '999988887777', BACKUP);
    expect((await ebs.snapshotView(snapshot)).sharedWith).toEqual([BACKUP, '999988887777']);
    const remove = { SnapshotId: snapshot, OperationType: 'remove', UserIds: [BACKUP] };
    await ebs.call(ADMIN, 'ModifySnapshotAttribute', remove);
    expect((await ebs.snapshotView(snapshot)).sharedWith).toEqual(['999988887777']);
  });

  it('does not let the other account share it on, look at its permissions or delete it', async () => {
    const ebs = await ebsLab();
    const SnapshotId = await ebs.sharedSnapshot();
    for (const [operation, input] of [
      ['ModifySnapshotAttribute', add(SnapshotId, { UserIds: ['999988887777'] })],
      ['DescribeSnapshotAttribute', { SnapshotId, Attribute: attribute }],
      ['DeleteSnapshot', { SnapshotId }],
    ] as const) {
      expect(await ebs.reason(BACKUP_ADMIN, operation, input)).toEqual({
        name: 'OperationNotPermitted',
        because: 'snapshot-of-another-account',
      });
    }
  });

  it('is what makes it exist for the other account', async () => {
    const ebs = await ebsLab();
    const SnapshotId = await ebs.snapshot(await ebs.volume(ONE_BYTE));
    const notFound = { name: 'InvalidSnapshot.NotFound', because: 'snapshot-not-shared' };
    const zone = { AvailabilityZone: 'us-east-1a', SnapshotId };
    const copy = { SourceRegion: 'us-east-1', SourceSnapshotId: SnapshotId };
    expect(await ebs.reason(COPIER, 'CopySnapshot', copy)).toEqual(notFound);
    expect(await ebs.reason(BACKUP_ADMIN, 'CreateVolume', zone)).toEqual(notFound);
    expect(await ebs.reason(BACKUP_ADMIN, 'DescribeSnapshots', { SnapshotIds: [SnapshotId] })).toEqual(notFound);
    expect(await ebs.call(BACKUP_ADMIN, 'DescribeSnapshots')).toEqual({ Snapshots: [] });
    await ebs.share(SnapshotId, BACKUP);
    expect(await ebs.call(BACKUP_ADMIN, 'DescribeSnapshots')).toMatchObject({
      Snapshots: [{ SnapshotId, OwnerId: PROD }],
    });
  });

  it('stays within its Region: elsewhere there is no such snapshot', async () => {
    const ebs = await ebsLab();
    const SnapshotId = await ebs.sharedSnapshot();
    const there = { SourceRegion: 'eu-west-1', SourceSnapshotId: SnapshotId };
    const noSuch = { name: 'InvalidSnapshot.NotFound', because: 'no-such-snapshot' };
    expect(await ebs.reason(COPIER, 'CopySnapshot', there)).toEqual(noSuch);
    expect(await ebs.reason(COPIER, 'CreateVolume', { AvailabilityZone: 'eu-west-1a', SnapshotId })).toEqual(noSuch);
  });
});

describe('a volume made from a shared snapshot itself', () => {
  it('is under the default key of the account that makes it, and needs the source key for that', async () => {
    const ebs = await ebsLab({ shared: ['kms:DescribeKey', 'kms:ReEncryptFrom'] });
    const volume = await ebs.volumeFrom(await ebs.sharedSnapshot(), BACKUP_ADMIN);
    const { kmsKeyArn, state } = await ebs.volumeView(volume);
    expect(state).toBe('available');
    expect(ebs.lab.world.key(String(kmsKeyArn))).toMatchObject({ accountId: BACKUP, keyManager: 'AWS' });
    expect(await ebs.read(volume, BACKUP_ADMIN)).toEqual(ONE_BYTE);
  });

  it('may be under a key of its own', async () => {
    const ebs = await ebsLab({ shared: ['kms:ReEncryptFrom'] });
    const key = { Encrypted: true, KmsKeyId: BACKUP_KEY_HERE };
    const volume = await ebs.volumeFrom(await ebs.sharedSnapshot(), BACKUP_ADMIN, key);
    expect(await ebs.volumeView(volume)).toMatchObject({ state: 'available', kmsKeyArn: BACKUP_KEY_HERE });
    expect(await ebs.read(volume, BACKUP_ADMIN)).toEqual(ONE_BYTE);
  });

  it('may stay under the source key, and is lost to the account when the owner shuts it out', async () => {
    const ebs = await ebsLab();
    const key = { Encrypted: true, KmsKeyId: SOURCE_KEY };
    const volume = await ebs.volumeFrom(await ebs.sharedSnapshot(), BACKUP_ADMIN, key);
    expect(await ebs.read(volume, BACKUP_ADMIN)).toEqual(ONE_BYTE);
    await ebs.call(ADMIN, 'DisableKey', { KeyId: SOURCE_KEY });
    await expect(ebs.read(volume, BACKUP_ADMIN)).rejects.toThrow('DisabledException');
  });

  it('ends in error when the source key’s policy does not know the account', async () => {
    const ebs = await ebsLab({ shared: [] });
    const volume = await ebs.volumeFrom(await ebs.sharedSnapshot(), BACKUP_ADMIN);
    expect(await ebs.volumeView(volume)).toMatchObject({ state: 'error', because: 'no-key-policy-statement' });
    expect(ebs.grants).toHaveLength(0);
  });
});

describe('resetting what is shared', () => {
  it('ends it for everybody, and is the owner’s to do', async () => {
    const ebs = await ebsLab();
    const SnapshotId = await ebs.sharedSnapshot();
    const asked = { SnapshotId, Attribute: 'createVolumePermission' };
    const here = { ...COPIER, region: 'us-east-1' };
    expect(await ebs.reason(here, 'ResetSnapshotAttribute', asked)).toMatchObject({
      because: 'snapshot-of-another-account',
    });
    expect(await ebs.call(ADMIN, 'ResetSnapshotAttribute', asked)).toEqual({});
    expect((await ebs.snapshotView(SnapshotId)).sharedWith).toEqual([]);
    expect(await ebs.reason(here, 'DescribeSnapshots', { SnapshotIds: [SnapshotId] })).toMatchObject({
      because: 'snapshot-not-shared',
    });
    expect(await ebs.reason(ADMIN, 'ResetSnapshotAttribute', { ...asked, Attribute: 'productCodes' })).toMatchObject({
      name: 'InvalidParameterValue',
    });
  });
});
