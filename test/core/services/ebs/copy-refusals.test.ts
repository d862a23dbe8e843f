import { describe, expect, it } from 'vitest';
import { createLab, type Lab, type Outcome, type WorldSpec } from '../../../../core/index.ts';
import { nodePorts } from '../../../../core/node/index.ts';

const PROD = { as: 'arn:aws:iam::111122223333:role/admin', region: 'us-east-1' } as const;
const BACKUP = { as: 'arn:aws:iam::444455556666:role/admin', region: 'eu-west-1' } as const;
const COPIER = { as: 'arn:aws:iam::444455556666:role/copier', region: 'eu-west-1' } as const;
const TEXT = 'the data that must survive';
const COPYING_NEEDS = ['kms:DescribeKey', 'kms:CreateGrant', 'kms:Decrypt', 'kms:GenerateDataKeyWithoutPlaintext'];

const trust = (account: string) => ({
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${account}:root` },
  Action: 'kms:*',
  Resource: '*',
});

function world(copierMay: readonly string[]): WorldSpec {
  const policy = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: ['ec2:*', ...copierMay], Resource: '*' }],
  };
  return {
    start: 0,
    accounts: { prod: '111122223333', backup: '444455556666' },
    principals: {
      'prod/role/admin': ['AdministratorAccess'],
      'backup/role/admin': ['AdministratorAccess'],
      'backup/role/copier': [policy],
    },
  };
}

type Caller = { readonly as: string; readonly region: string };

async function output(
  lab: Lab,
  caller: Caller,
  service: 'kms' | 'ec2',
  operation: string,
  input: object,
): Promise<Record<string, unknown>> {
  const { reply } = await lab.call({ service, operation, input, ...caller });
  if (!reply.ok) throw new Error(`${operation}: ${reply.error.name}: ${reply.error.message}`);
  return reply.output;
}

async function keyArn(lab: Lab, caller: Caller, Policy?: object): Promise<string> {
  const input = Policy === undefined ? {} : { Policy: JSON.stringify(Policy) };
  return ((await output(lab, caller, 'kms', 'CreateKey', input)).KeyMetadata as { Arn: string }).Arn;
}

interface Stage {
  readonly lab: Lab;
  readonly sourceKey: string;
  readonly targetKey: string;
  readonly volume: string;
  readonly snapshot: string;
}

/** A snapshot in production that is shared with the backup account, and whose key policy trusts it. */
async function stage(copierMay: readonly string[] = COPYING_NEEDS, { isEncrypted = true } = {}): Promise<Stage> {
  const lab = await createLab(nodePorts(), world(copierMay));
  const sourceKey = await keyArn(lab, PROD, {
    Version: '2012-10-17',
    Statement: [trust('111122223333'), trust('444455556666')],
  });
  const key = isEncrypted ? { Encrypted: true, KmsKeyId: sourceKey } : {};
  const volume = String(
    (await output(lab, PROD, 'ec2', 'CreateVolume', { AvailabilityZone: 'us-east-1a', Size: 1, ...key })).VolumeId,
  );
  await lab.act({ type: 'advance', by: 60_000 });
  await lab.act({ type: 'writeVolume', volumeId: volume, bytes: new TextEncoder().encode(TEXT), ...PROD });
  const snapshot = String((await output(lab, PROD, 'ec2', 'CreateSnapshot', { VolumeId: volume })).SnapshotId);
  await lab.act({ type: 'advance', by: 60_000 });
  const share = {
    SnapshotId: snapshot,
    Attribute: 'createVolumePermission',
    OperationType: 'add',
    UserIds: ['444455556666'],
  };
  await output(lab, PROD, 'ec2', 'ModifySnapshotAttribute', share);
  return { lab, sourceKey, targetKey: await keyArn(lab, BACKUP), volume, snapshot };
}

function copy({ lab, snapshot }: Stage, over: object): Promise<Outcome> {
  const input = { SourceRegion: 'us-east-1', SourceSnapshotId: snapshot, Encrypted: true, ...over };
  return lab.call({ service: 'ec2', operation: 'CopySnapshot', input, ...COPIER });
}

/** How a copy that EC2 has accepted stands after so long. */
async function copied(at: Stage, over: object, whileItRuns?: () => Promise<unknown>) {
  const { reply } = await copy(at, over);
  if (!reply.ok) throw new Error(reply.error.message);
  if (whileItRuns !== undefined) {
    await at.lab.act({ type: 'advance', by: 10_000 });
    await whileItRuns();
  }
  await at.lab.act({ type: 'advance', by: 3_600_000 });
  const { snapshots } = await at.lab.ask({ type: 'view' });
  const found = snapshots.find(({ snapshotId }) => snapshotId === String(reply.output.SnapshotId));
  if (found === undefined) throw new Error('the copy is gone');
  return found;
}

describe('a copy whose caller lacks one permission (services.md section 6)', () => {
  it('is completed when it lacks none', async () => {
    const at = await stage();
    expect(await copied(at, { KmsKeyId: at.targetKey })).toMatchObject({ state: 'completed', kmsKeyArn: at.targetKey });
  });

  it.each(COPYING_NEEDS)('ends in the state error without %s', async (missing) => {
    const at = await stage(COPYING_NEEDS.filter((action) => action !== missing));
    expect(await copied(at, { KmsKeyId: at.targetKey })).toMatchObject({
      state: 'error',
      stateMessage: 'Given key ID is not accessible',
      because: 'no-identity-policy-statement',
    });
  });
});

describe('a copy whose keys change while it runs', () => {
  const kms = (operation: string, key: 'sourceKey' | 'targetKey') => (at: Stage) =>
    output(at.lab, key === 'sourceKey' ? PROD : BACKUP, 'kms', operation, { KeyId: at[key] });
  it.each([
    ['the source key is disabled', kms('DisableKey', 'sourceKey'), 'key-disabled'],
    ['the source key is scheduled for deletion', kms('ScheduleKeyDeletion', 'sourceKey'), 'key-pending-deletion'],
    ['the target key is disabled', kms('DisableKey', 'targetKey'), 'key-disabled'],
    ['the target key is scheduled for deletion', kms('ScheduleKeyDeletion', 'targetKey'), 'key-pending-deletion'],
  ] as const)('ends in the state error when %s', async (_, change, because) => {
    const at = await stage();
    const end = await copied(at, { KmsKeyId: at.targetKey }, () => change(at));
    expect(end).toMatchObject({ state: 'error', stateMessage: 'Given key ID is not accessible', because });
  });
});

describe('a copy under a key that cannot be its key', () => {
  it('ends in the state error when the key is of another Region', async () => {
    const at = await stage();
    expect(await copied(at, { KmsKeyId: at.sourceKey })).toMatchObject({ state: 'error', because: 'wrong-region' });
  });

  it('ends in the state error when there is no such key', async () => {
    const at = await stage();
    expect(await copied(at, { KmsKeyId: 'alias/none' })).toMatchObject({ state: 'error', because: 'no-such-alias' });
  });
});

describe('a copy that EC2 refuses at once', () => {
  it('is one of a snapshot that is not shared, which EC2 says does not exist', async () => {
    const at = await stage();
    const unshare = {
      SnapshotId: at.snapshot,
      Attribute: 'createVolumePermission',
      OperationType: 'remove',
      UserIds: ['444455556666'],
    };
    await output(at.lab, PROD, 'ec2', 'ModifySnapshotAttribute', unshare);
    const { reply } = await copy(at, { KmsKeyId: at.targetKey });
    expect(reply).toMatchObject({
      ok: false,
      error: { name: 'InvalidSnapshot.NotFound', because: 'snapshot-not-shared' },
    });
  });

  it('is one whose caller may not call ec2:CopySnapshot', async () => {
    const at = await stage();
    const input = { SourceRegion: 'us-east-1', SourceSnapshotId: at.snapshot };
    const lab = await createLab(nodePorts(), { ...world([]), principals: { 'backup/role/copier': [] } });
    const { reply } = await lab.call({ service: 'ec2', operation: 'CopySnapshot', input, ...COPIER });
    expect(reply).toMatchObject({
      ok: false,
      error: { name: 'UnauthorizedOperation', because: 'no-identity-policy-statement' },
    });
  });
});

describe('what a copy leaves behind', () => {
  it('an unencrypted snapshot becomes encrypted under the key that is named', async () => {
    const at = await stage(COPYING_NEEDS, { isEncrypted: false });
    expect(await copied(at, { KmsKeyId: at.targetKey })).toMatchObject({ state: 'completed', kmsKeyArn: at.targetKey });
    const blocks = [...at.lab.world.snapshots.values()].flatMap(({ machine }) =>
      Object.values(machine.context.data?.blocks ?? {}),
    );
    expect(new Set(blocks).size).toBe(2);
  });

  it('the target stays readable when the source key is deleted', async () => {
    const at = await stage();
    const { snapshotId } = await copied(at, { KmsKeyId: at.targetKey });
    await output(at.lab, PROD, 'kms', 'ScheduleKeyDeletion', { KeyId: at.sourceKey, PendingWindowInDays: 7 });
    await at.lab.act({ type: 'advance', by: 8 * 86_400_000 });
    const made = await output(at.lab, COPIER, 'ec2', 'CreateVolume', {
      AvailabilityZone: 'eu-west-1a',
      SnapshotId: snapshotId,
    });
    await at.lab.act({ type: 'advance', by: 60_000 });
    const read = await at.lab.act({ type: 'readVolume', volumeId: String(made.VolumeId), ...COPIER });
    expect(read.ok && new TextDecoder().decode(read.bytes)).toBe(TEXT);
    expect(await at.lab.act({ type: 'readVolume', volumeId: at.volume, ...PROD })).toMatchObject({
      ok: false,
      error: { name: 'NotFoundException' },
    });
  });

  it('no grant, whichever way the copy ended', async () => {
    for (const may of [COPYING_NEEDS, COPYING_NEEDS.filter((action) => action !== 'kms:Decrypt')]) {
      const at = await stage(may);
      await copied(at, { KmsKeyId: at.targetKey });
      expect([...at.lab.world.grants.values()].flat()).toEqual([]);
    }
  });
});
