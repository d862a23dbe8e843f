import { beforeEach, describe, expect, it } from 'vitest';
import {
  ADMIN,
  BACKUP,
  BACKUP_ADMIN,
  COPYING,
  type EbsLab,
  ebsLab,
  ONE_BYTE,
  PROD,
  SECOND_KEY,
  SOURCE_KEY,
  TARGET_KEY,
} from './ebs-lab.ts';

let ebs: EbsLab;
let snapshot: string;

/** The first key lets the other account in no way; the second's policy does. */
beforeEach(async () => {
  ebs = await ebsLab({ shared: [] });
  snapshot = await ebs.sharedSnapshot();
  const Statement = [
    { Effect: 'Allow', Principal: { AWS: PROD }, Action: 'kms:*', Resource: '*' },
    { Effect: 'Allow', Principal: { AWS: BACKUP }, Action: COPYING, Resource: '*' },
    { Effect: 'Allow', Principal: { AWS: BACKUP }, Action: 'kms:ReEncrypt*', Resource: '*' },
  ];
  await ebs.call(ADMIN, 'PutKeyPolicy', {
    KeyId: SECOND_KEY,
    Policy: JSON.stringify({ Version: '2012-10-17', Statement }),
  });
});

const associate = (KmsKeyId = SECOND_KEY, SnapshotId = snapshot) =>
  ebs.outcome(ADMIN, 'AssociateKmsKeyId', { KmsKeyId, SnapshotId });
const disassociate = (KmsKeyId = SECOND_KEY) =>
  ebs.reason(ADMIN, 'DisassociateKmsKeyId', { KmsKeyId, SnapshotId: snapshot });

async function copied(): Promise<string> {
  const copy = await ebs.copy(snapshot);
  await ebs.advance();
  return copy;
}

describe('a key beside a snapshot’s own', () => {
  it('lets a partner copy whom the first key does not let in', async () => {
    expect(await ebs.snapshotView(await copied())).toMatchObject({
      state: 'error',
      because: 'no-key-policy-statement',
    });
    expect((await associate()).reply).toMatchObject({ ok: true, output: { Return: true } });
    const copy = await copied();
    expect(await ebs.snapshotView(copy)).toMatchObject({ state: 'completed', kmsKeyArn: TARGET_KEY });
    const Ireland = { ...BACKUP_ADMIN, region: 'eu-west-1' };
    expect(await ebs.read(await ebs.volumeFrom(copy, Ireland), Ireland)).toEqual(ONE_BYTE);
  });

  it('lets a partner make a volume at once, under a key of its own', async () => {
    const failed = await ebs.volumeFrom(snapshot, BACKUP_ADMIN, { Encrypted: true, KmsKeyId: 'alias/here' });
    expect(await ebs.volumeView(failed)).toMatchObject({ state: 'error', because: 'no-key-policy-statement' });
    await associate();
    const volume = await ebs.volumeFrom(snapshot, BACKUP_ADMIN, { Encrypted: true, KmsKeyId: 'alias/here' });
    expect(await ebs.read(volume, BACKUP_ADMIN)).toEqual(ONE_BYTE);
  });

  it('leaves the snapshot’s own key and blocks as they are', async () => {
    const blocks = ebs.blocksOf(snapshot);
    await associate();
    expect(ebs.blocksOf(snapshot)).toEqual(blocks);
    expect(await ebs.snapshotView(snapshot)).toMatchObject({ kmsKeyArn: SOURCE_KEY, associatedKeyArn: SECOND_KEY });
    const { Snapshots } = await ebs.call(ADMIN, 'DescribeSnapshots', { SnapshotIds: [snapshot] });
    expect(Snapshots).toMatchObject([{ KmsKeyId: SOURCE_KEY }]);
    const own = await ebs.volumeFrom(snapshot, ADMIN);
    expect(await ebs.volumeView(own)).toMatchObject({ kmsKeyArn: SOURCE_KEY });
    expect(ebs.lab.world.volumes.get(own)?.machine.context.data).not.toHaveProperty('associated');
  });

  it('is asked of KMS as the caller: the key described, the data key wrapped anew, in KMS alone', async () => {
    const from = ebs.lab.world.trailLength;
    await associate();
    const calls = ebs.kmsRecords(from, PROD).map(({ eventName, requestParameters, userIdentity }) => ({
      eventName,
      context: requestParameters?.destinationEncryptionContext,
      via: userIdentity.invokedBy,
    }));
    const via = 'ec2.amazonaws.com';
    expect(calls).toEqual([
      { eventName: 'DescribeKey', context: undefined, via },
      { eventName: 'ReEncrypt', context: { 'aws:ebs:id': snapshot }, via },
    ]);
  });

  it('reaches the data although the first key is deleted', async () => {
    await associate();
    await ebs.call(ADMIN, 'ScheduleKeyDeletion', { KeyId: SOURCE_KEY, PendingWindowInDays: 7 });
    await ebs.advance(8 * 86_400_000);
    expect(await ebs.snapshotView(await copied())).toMatchObject({ state: 'completed' });
    const volume = await ebs.volumeFrom(snapshot, ADMIN, { Encrypted: true, KmsKeyId: SECOND_KEY });
    expect(await ebs.read(volume, ADMIN)).toEqual(ONE_BYTE);
    const lost = await ebs.volumeFrom(snapshot, ADMIN); // under the snapshot's own key
    expect(await ebs.volumeView(lost)).toMatchObject({ state: 'error', because: 'no-such-key' });
  });

  it('is taken away again, and the first key does not notice', async () => {
    await associate();
    expect(await disassociate('alias/second')).toBeNull();
    expect(await ebs.snapshotView(snapshot)).toMatchObject({ kmsKeyArn: SOURCE_KEY, associatedKeyArn: null });
    expect(await ebs.snapshotView(await copied())).toMatchObject({ state: 'error' });
    expect(await ebs.read(await ebs.volumeFrom(snapshot, ADMIN), ADMIN)).toEqual(ONE_BYTE);
  });

  it('is put beside a copy’s own key as well', async () => {
    const own = await ebs.copy(snapshot, { who: ADMIN, KmsKeyId: 'alias/source' });
    await ebs.advance();
    expect((await associate(SECOND_KEY, own)).reply.ok).toBe(true);
    expect(await ebs.snapshotView(own)).toMatchObject({ kmsKeyArn: SOURCE_KEY, associatedKeyArn: SECOND_KEY });
    expect(await ebs.reason(ADMIN, 'DisassociateKmsKeyId', { KmsKeyId: SECOND_KEY, SnapshotId: own })).toBeNull();
  });
});

describe('what EC2 refuses', () => {
  const told = async (outcome: ReturnType<typeof associate>) => {
    const { reply } = await outcome;
    return reply.ok ? null : { name: reply.error.name, because: reply.error.because };
  };

  it.each([
    [
      'a key that is disabled',
      (): Promise<unknown> => ebs.call(ADMIN, 'DisableKey', { KeyId: SECOND_KEY }),
      SECOND_KEY,
      'key-disabled',
    ],
    ['a key that is not there', async (): Promise<unknown> => undefined, 'alias/none', 'no-such-alias'],
    ['a key of another Region', async (): Promise<unknown> => undefined, TARGET_KEY, 'wrong-region'],
    ['the snapshot’s own key', async (): Promise<unknown> => undefined, SOURCE_KEY, 'invalid-parameter'],
    [
      'any key, while the first is disabled',
      (): Promise<unknown> => ebs.call(ADMIN, 'DisableKey', { KeyId: SOURCE_KEY }),
      SECOND_KEY,
      'key-disabled',
    ],
  ] as const)('%s', async (_, before, named, because) => {
    await before();
    expect(await told(associate(named))).toEqual({ name: 'InvalidParameterValue', because });
  });

  it('a second one, an unencrypted snapshot, and somebody else’s', async () => {
    await associate();
    expect(await told(associate('alias/source'))).toMatchObject({ name: 'ResourceLimitExceeded' });
    const plain = await ebs.snapshot(await ebs.volume(ONE_BYTE, {}));
    expect(await told(associate(SECOND_KEY, plain))).toEqual({
      name: 'InvalidParameterValue',
      because: 'snapshot-not-encrypted',
    });
    const asked = { KmsKeyId: SECOND_KEY, SnapshotId: snapshot };
    expect(await ebs.reason(BACKUP_ADMIN, 'AssociateKmsKeyId', asked)).toMatchObject({
      because: 'snapshot-of-another-account',
    });
    expect(await disassociate(SOURCE_KEY)).toEqual({ name: 'InvalidParameterValue', because: 'key-not-associated' });
  });
});
