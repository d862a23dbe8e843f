import { describe, expect, it } from 'vitest';
import {
  ADMIN,
  DAY,
  FAR_KEY,
  type RdsLab,
  RECOVERER,
  RECOVERY,
  rdsLab,
  SOURCE_KEY,
  TARGET_KEY,
  TEXT,
} from './rds-lab.ts';

const COPY_ARN = `arn:aws:rds:us-east-1:${RECOVERY}:snapshot:rescued`;
const NOT_ACCESSIBLE = 'KMSKeyNotAccessibleFault';

const disableSource = (rds: RdsLab) => rds.call(ADMIN, 'DisableKey', { KeyId: SOURCE_KEY });
const disableTarget = (rds: RdsLab) => rds.call(RECOVERER, 'DisableKey', { KeyId: TARGET_KEY });

describe('a snapshot that goes to another account', () => {
  it('ends with the bytes that were written, under the other account’s key', async () => {
    const rds = await rdsLab();
    await rds.copy(await rds.shared());
    await rds.pass();
    await rds.restore();
    await rds.pass();
    expect(await rds.read('restored', RECOVERER)).toBe(TEXT);
    expect(await rds.read('restored', RECOVERER)).toBe(await rds.read('orders'));
    const { DBInstances } = await rds.call(RECOVERER, 'DescribeDBInstances');
    expect(DBInstances).toMatchObject([
      { StorageEncrypted: true, KmsKeyId: TARGET_KEY, DBInstanceStatus: 'available' },
    ]);
  });

  it('is readable with the source key deleted, and what is under that is not', async () => {
    const rds = await rdsLab();
    const source = await rds.shared();
    await rds.copy(source);
    await rds.pass();
    await rds.call(ADMIN, 'ScheduleKeyDeletion', { KeyId: SOURCE_KEY, PendingWindowInDays: 7 });
    await rds.pass(8 * DAY);
    expect(rds.lab.world.key(SOURCE_KEY)).toBeUndefined();
    await rds.restore();
    await rds.pass();
    expect(await rds.read('restored', RECOVERER)).toBe(TEXT);
    const lost = { DBInstanceIdentifier: 'lost', DBSnapshotIdentifier: 'nightly' };
    expect(await rds.reason(ADMIN, 'RestoreDBInstanceFromDBSnapshot', lost)).toEqual({
      name: NOT_ACCESSIBLE,
      because: 'no-such-key',
    });
  });

  it('goes to another Region in the same way, under a key of that Region', async () => {
    const rds = await rdsLab();
    const there = { ...RECOVERER, region: 'eu-west-1' };
    await rds.copy(await rds.shared(), { KmsKeyId: FAR_KEY }, there);
    await rds.pass();
    await rds.restore('restored', 'rescued', there);
    await rds.pass();
    expect(await rds.read('restored', there)).toBe(TEXT);
  });

  it('leaves no grant behind but those of the instances', async () => {
    const rds = await rdsLab();
    await rds.copy(await rds.shared());
    await rds.pass();
    await rds.restore();
    await rds.pass();
    expect(rds.grants).toHaveLength(2);
    await rds.call(RECOVERER, 'DeleteDBInstance', { DBInstanceIdentifier: 'restored', SkipFinalSnapshot: true });
    await rds.pass();
    expect(rds.grants).toHaveLength(1);
  });
});

describe('with a key disabled at each step of it', () => {
  it('CreateDBInstance is refused: KMSKeyNotAccessibleFault', async () => {
    const rds = await rdsLab();
    await disableSource(rds);
    const input = { DBInstanceIdentifier: 'orders', DBInstanceClass: 'db.t3.micro', Engine: 'mysql' };
    const encrypted = { ...input, StorageEncrypted: true, KmsKeyId: SOURCE_KEY };
    const refused = { name: NOT_ACCESSIBLE, because: 'key-disabled' };
    expect(await rds.reason(ADMIN, 'CreateDBInstance', encrypted)).toEqual(refused);
    expect(rds.lab.world.databases.size).toBe(0);
    expect(rds.grants).toHaveLength(0);
  });

  it('an instance that is being made is lost: it has no backup yet', async () => {
    const rds = await rdsLab();
    const input = { DBInstanceIdentifier: 'orders', DBInstanceClass: 'db.t3.micro', Engine: 'mysql' };
    await rds.call(ADMIN, 'CreateDBInstance', { ...input, StorageEncrypted: true, KmsKeyId: SOURCE_KEY });
    await disableSource(rds);
    await rds.next();
    expect(await rds.status('orders')).toBe('inaccessible-encryption-credentials');
  });

  it('CreateDBSnapshot is refused once RDS has noticed: the instance does not run any more', async () => {
    const rds = await rdsLab();
    await rds.database();
    await disableSource(rds);
    await rds.next();
    const input = { DBSnapshotIdentifier: 'nightly', DBInstanceIdentifier: 'orders' };
    expect(await rds.reason(ADMIN, 'CreateDBSnapshot', input)).toEqual({
      name: 'InvalidDBInstanceState',
      because: 'database-without-key',
    });
  });

  it('ModifyDBSnapshotAttribute asks nothing of KMS, and goes through', async () => {
    const rds = await rdsLab();
    await rds.database();
    await rds.snapshot();
    await disableSource(rds);
    const share = { DBSnapshotIdentifier: 'nightly', AttributeName: 'restore', ValuesToAdd: [RECOVERY] };
    await rds.call(ADMIN, 'ModifyDBSnapshotAttribute', share);
  });

  it.each([
    ['the source’s', disableSource, `The source snapshot KMS key [${SOURCE_KEY}] does not exist`],
    ['the target’s', disableTarget, `Specified KMS key [${TARGET_KEY}] does not exist`],
  ] as const)('CopyDBSnapshot is refused, and names %s key', async (_, disable, words) => {
    const rds = await rdsLab();
    const source = await rds.shared();
    const before = rds.grants.length;
    await disable(rds);
    const input = { TargetDBSnapshotIdentifier: 'rescued', SourceDBSnapshotIdentifier: source, KmsKeyId: TARGET_KEY };
    const { reply } = await rds.outcome(RECOVERER, 'CopyDBSnapshot', input);
    expect(reply).toMatchObject({ ok: false, error: { name: NOT_ACCESSIBLE, because: 'key-disabled' } });
    expect(reply.ok ? '' : reply.error.message).toContain(words);
    expect(rds.grants).toHaveLength(before);
    expect(rds.lab.world.dbSnapshots.size).toBe(1);
  });

  it.each([
    ['the target’s, before the data key is made', 0, disableTarget],
    ['the source’s, before the data key is made', 0, disableSource],
    ['the target’s, while blocks are copied', 1, disableTarget],
    ['the source’s, while blocks are copied', 1, disableSource],
  ] as const)('the copy fails afterwards: %s', async (_, steps, disable) => {
    const rds = await rdsLab();
    const source = await rds.shared();
    const before = rds.grants.length;
    await rds.copy(source);
    for (let step = 0; step < steps; step++) await rds.next();
    expect(await rds.snapshotStatus('rescued', RECOVERER)).toBe('creating');
    await disable(rds);
    await rds.pass();
    expect(await rds.snapshotStatus('rescued', RECOVERER)).toBe('failed');
    expect(rds.failure(COPY_ARN)).toBe('key-disabled');
    expect(rds.grants).toHaveLength(before);
    const restore = { DBInstanceIdentifier: 'restored', DBSnapshotIdentifier: 'rescued' };
    expect(await rds.reason(RECOVERER, 'RestoreDBInstanceFromDBSnapshot', restore)).toEqual({
      name: 'InvalidDBSnapshotState',
      because: 'db-snapshot-not-available',
    });
  });

  it('RestoreDBInstanceFromDBSnapshot is refused', async () => {
    const rds = await rdsLab();
    await rds.copy(await rds.shared());
    await rds.pass();
    await disableTarget(rds);
    const restore = { DBInstanceIdentifier: 'restored', DBSnapshotIdentifier: 'rescued' };
    expect(await rds.reason(RECOVERER, 'RestoreDBInstanceFromDBSnapshot', restore)).toEqual({
      name: NOT_ACCESSIBLE,
      because: 'key-disabled',
    });
  });

  it('a restore under way is lost, and the snapshot is not', async () => {
    const rds = await rdsLab();
    await rds.copy(await rds.shared());
    await rds.pass();
    await rds.restore('first');
    await disableTarget(rds);
    await rds.pass();
    expect(await rds.status('first', RECOVERER)).toBe('inaccessible-encryption-credentials');
    await rds.call(RECOVERER, 'EnableKey', { KeyId: TARGET_KEY });
    await rds.restore('second');
    await rds.pass();
    expect(await rds.read('second', RECOVERER)).toBe(TEXT);
  });
});
