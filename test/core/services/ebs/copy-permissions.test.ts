import { describe, expect, it } from 'vitest';
import {
  ADMIN,
  BACKUP_ADMIN,
  COPIER,
  COPYING,
  ebsLab,
  ONE_BYTE,
  type Setting,
  SOURCE_KEY,
  TARGET_KEY,
  WHOLE_COPIER,
} from './ebs-lab.ts';

const EC2 = { Action: ['ec2:*'], Resource: '*' };
const without = (action: string) => COPYING.filter((other) => other !== action);
const GIVEN_KEY = 'Given key ID is not accessible';

/** The copy's end, and the call that KMS refused. */
async function copied(setting: Setting) {
  const ebs = await ebsLab(setting);
  const source = await ebs.sharedSnapshot();
  const from = ebs.lab.world.trailLength;
  const copy = await ebs.copy(source);
  await ebs.advance();
  const refusals = ebs.store
    .trail({})
    .slice(from)
    .filter(({ because }) => because !== null);
  const calls = refusals.map(({ record, because }) => [record.eventName, record.resources?.[0]?.ARN, because]);
  return { ebs, end: await ebs.snapshotView(copy), refused: calls[0] ?? null };
}

/** Copying needs on each of the two keys what EBS does there. */
const NEEDED = [
  ['kms:DescribeKey', 'DescribeKey', SOURCE_KEY],
  ['kms:DescribeKey', 'DescribeKey', TARGET_KEY],
  ['kms:CreateGrant', 'CreateGrant', TARGET_KEY],
  ['kms:GenerateDataKeyWithoutPlaintext', 'GenerateDataKeyWithoutPlaintext', TARGET_KEY],
  ['kms:Decrypt', 'Decrypt', SOURCE_KEY],
] as const;

describe('what the caller of CopySnapshot needs, by its IAM policy', () => {
  it.each(NEEDED)('%s (%s on %s), or the copy ends in error', async (action, operation, key) => {
    const other = key === SOURCE_KEY ? TARGET_KEY : SOURCE_KEY;
    const { ebs, end, refused } = await copied({
      copier: [EC2, { Action: COPYING, Resource: other }, { Action: without(action), Resource: key }],
    });
    expect(end).toMatchObject({
      state: 'error',
      stateMessage: GIVEN_KEY,
      because: 'no-identity-policy-statement',
      copyStep: 'error',
    });
    expect(refused).toEqual([operation, key, 'no-identity-policy-statement']);
    expect(ebs.grants).toHaveLength(0);
  });

  it.each([
    ['kms:CreateGrant', SOURCE_KEY],
    ['kms:GenerateDataKeyWithoutPlaintext', SOURCE_KEY],
    ['kms:Decrypt', TARGET_KEY], // EC2's own session opens that data key, by the grant
  ])('not %s on %s', async (action, key) => {
    const other = key === SOURCE_KEY ? TARGET_KEY : SOURCE_KEY;
    const { end } = await copied({
      copier: [EC2, { Action: COPYING, Resource: other }, { Action: without(action), Resource: key }],
    });
    expect(end).toMatchObject({ state: 'completed' });
  });

  it('ec2:CopySnapshot, or EC2 refuses at once', async () => {
    const ebs = await ebsLab({ copier: [{ Action: COPYING, Resource: '*' }] });
    const source = await ebs.sharedSnapshot();
    const input = { SourceRegion: 'us-east-1', SourceSnapshotId: source, Encrypted: true, KmsKeyId: TARGET_KEY };
    expect(await ebs.reason(COPIER, 'CopySnapshot', input)).toEqual({
      name: 'UnauthorizedOperation',
      because: 'no-identity-policy-statement',
    });
  });
});

describe("what the source key's policy must let the target account do", () => {
  it('something: without a word of the account the copy ends in error', async () => {
    const { end, refused } = await copied({ shared: [] });
    expect(end).toMatchObject({ state: 'error', stateMessage: GIVEN_KEY, because: 'no-key-policy-statement' });
    expect(refused?.slice(0, 2)).toEqual(['DescribeKey', SOURCE_KEY]);
  });

  it.each([
    ['kms:DescribeKey', 'DescribeKey'],
    ['kms:Decrypt', 'Decrypt'],
  ] as const)('%s', async (action, operation) => {
    const { ebs, end, refused } = await copied({ shared: without(action) });
    expect(end).toMatchObject({ state: 'error', stateMessage: GIVEN_KEY, because: 'no-key-policy-statement' });
    expect(refused?.slice(0, 2)).toEqual([operation, SOURCE_KEY]);
    expect(ebs.grants).toHaveLength(0);
  });

  it('no more than DescribeKey and Decrypt, for a copy under a key of the target account', async () => {
    const { end } = await copied({ shared: ['kms:DescribeKey', 'kms:Decrypt'] });
    expect(end).toMatchObject({ state: 'completed', kmsKeyArn: TARGET_KEY });
  });

  it('nothing, for a copy of an unencrypted snapshot', async () => {
    const ebs = await ebsLab({ shared: [] });
    const copy = await ebs.copy(await ebs.sharedSnapshot(ONE_BYTE, {}));
    await ebs.advance();
    expect(await ebs.snapshotView(copy)).toMatchObject({ state: 'completed', kmsKeyArn: TARGET_KEY });
  });
});

/** Each copy makes three steps by itself: the checks, the data key, the blocks. */
const MID_COPY = [
  ['the source key', 'disabled', 1, 'DisableKey', SOURCE_KEY, 'key-disabled', 'Decrypt'],
  ['the source key', 'disabled', 2, 'DisableKey', SOURCE_KEY, 'key-disabled', 'Decrypt'],
  ['the source key', 'pending deletion', 2, 'ScheduleKeyDeletion', SOURCE_KEY, 'key-pending-deletion', 'Decrypt'],
  ['the target key', 'disabled', 0, 'DisableKey', TARGET_KEY, 'key-disabled', 'CreateGrant'],
  ['the target key', 'disabled', 1, 'DisableKey', TARGET_KEY, 'key-disabled', 'CreateGrant'],
  ['the target key', 'disabled', 2, 'DisableKey', TARGET_KEY, 'key-disabled', 'Decrypt'],
  ['the target key', 'pending deletion', 2, 'ScheduleKeyDeletion', TARGET_KEY, 'key-pending-deletion', 'Decrypt'],
] as const;

describe('a copy while which a key changes', () => {
  it.each(MID_COPY)('ends in error when %s is %s after step %i', async (_, __, step, operation, key, because, call) => {
    const ebs = await ebsLab();
    const copy = await ebs.copy(await ebs.sharedSnapshot());
    for (let done = 0; done < step; done++) await ebs.next();
    const owner = key === SOURCE_KEY ? ADMIN : { ...BACKUP_ADMIN, region: 'eu-west-1' };
    await ebs.call(owner, operation, { KeyId: key });
    const from = ebs.lab.world.trailLength;
    await ebs.advance();
    expect(await ebs.snapshotView(copy)).toMatchObject({ state: 'error', stateMessage: GIVEN_KEY, because });
    const refused = ebs.store
      .trail({})
      .slice(from)
      .find((row) => row.because === because);
    expect(refused?.record.eventName).toBe(call);
    expect(ebs.blocksOf(copy)).toEqual([]);
    expect(ebs.grants).toHaveLength(0);
  });

  it('goes on when the source key is disabled and enabled again in between', async () => {
    const ebs = await ebsLab();
    const copy = await ebs.copy(await ebs.sharedSnapshot());
    await ebs.next();
    await ebs.call(ADMIN, 'DisableKey', { KeyId: SOURCE_KEY });
    await ebs.next();
    await ebs.call(ADMIN, 'EnableKey', { KeyId: SOURCE_KEY });
    await ebs.next();
    expect(await ebs.snapshotView(copy)).toMatchObject({ state: 'completed' });
  });

  it('ends in error when the key policy shuts the account out in between', async () => {
    const ebs = await ebsLab();
    const copy = await ebs.copy(await ebs.sharedSnapshot());
    await ebs.next();
    await ebs.next();
    const root = { Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'kms:*', Resource: '*' };
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [root] });
    await ebs.call(ADMIN, 'PutKeyPolicy', { KeyId: SOURCE_KEY, Policy });
    await ebs.next();
    expect(await ebs.snapshotView(copy)).toMatchObject({ state: 'error', because: 'no-key-policy-statement' });
  });

  it('is completed although KMS does not take its grant back', async () => {
    const ebs = await ebsLab();
    const copy = await ebs.copy(await ebs.sharedSnapshot());
    await ebs.next();
    await ebs.next();
    const root = { Effect: 'Allow', Principal: { AWS: '444455556666' }, Action: 'kms:*', Resource: '*' };
    const no = { Effect: 'Deny', Principal: '*', Action: 'kms:RetireGrant', Resource: '*' };
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [root, no] });
    await ebs.call({ ...BACKUP_ADMIN, region: 'eu-west-1' }, 'PutKeyPolicy', { KeyId: TARGET_KEY, Policy });
    await ebs.next();
    expect(await ebs.snapshotView(copy)).toMatchObject({ state: 'completed' });
    expect(ebs.grants).toHaveLength(1);
  });

  it('asks nothing of KMS after the copy is completed: unsharing and shutting out leave it as it is', async () => {
    const ebs = await ebsLab();
    const source = await ebs.sharedSnapshot();
    const copy = await ebs.copy(source);
    await ebs.advance();
    const unshare = { SnapshotId: source, OperationType: 'remove', UserIds: ['444455556666'] };
    await ebs.call(ADMIN, 'ModifySnapshotAttribute', unshare);
    await ebs.call(ADMIN, 'DeleteSnapshot', { SnapshotId: source });
    await ebs.call(ADMIN, 'DisableKey', { KeyId: SOURCE_KEY });
    expect(await ebs.read(await ebs.volumeFrom(copy, COPIER), COPIER)).toEqual(ONE_BYTE);
  });
});

it('the copier of these tests has all that copying needs', async () => {
  expect((await copied({ copier: WHOLE_COPIER })).end).toMatchObject({ state: 'completed' });
});
