import { describe, expect, it } from 'vitest';
import { ADMIN, DAY, type RdsLab, rdsLab, SOURCE_KEY, TEXT } from './rds-lab.ts';

const RECOVERABLE = 'inaccessible-encryption-credentials-recoverable';
const LOST = 'inaccessible-encryption-credentials';
const ORDERS = { DBInstanceIdentifier: 'orders' };

const disable = (rds: RdsLab) => rds.call(ADMIN, 'DisableKey', { KeyId: SOURCE_KEY });
const enable = (rds: RdsLab) => rds.call(ADMIN, 'EnableKey', { KeyId: SOURCE_KEY });

async function running(input: object = {}): Promise<RdsLab> {
  const rds = await rdsLab();
  await rds.database('orders', { StorageEncrypted: true, KmsKeyId: SOURCE_KEY, ...input });
  await rds.write('orders', TEXT);
  return rds;
}

describe('an instance that loses its key', () => {
  it('runs on until RDS looks, for its host holds the data key', async () => {
    const rds = await running();
    await disable(rds);
    expect(await rds.read('orders')).toBe(TEXT);
    await rds.next();
    expect(await rds.status('orders')).toBe(RECOVERABLE);
    await expect(rds.read('orders')).rejects.toThrow(RECOVERABLE);
  });

  it.each([
    ['is scheduled for deletion', (rds: RdsLab) => rds.call(ADMIN, 'ScheduleKeyDeletion', { KeyId: SOURCE_KEY })],
    [
      'has RDS’s grant revoked',
      (rds: RdsLab) => {
        const [grant] = rds.lab.world.grants.get(SOURCE_KEY as never) ?? [];
        return rds.call(ADMIN, 'RevokeGrant', { KeyId: SOURCE_KEY, GrantId: grant?.grantId });
      },
    ],
    [
      'denies everything by its policy',
      (rds: RdsLab) => {
        const all = { Principal: '*', Action: 'kms:*', Resource: '*' };
        const Statement = [
          { Effect: 'Allow', ...all },
          { Effect: 'Deny', ...all, Action: 'kms:Decrypt' },
        ];
        const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
        return rds.call(ADMIN, 'PutKeyPolicy', { KeyId: SOURCE_KEY, PolicyName: 'default', Policy });
      },
    ],
  ] as const)('notices too where the key %s', async (_, lose) => {
    const rds = await running();
    await lose(rds);
    await rds.pass();
    expect(await rds.status('orders')).toBe(RECOVERABLE);
  });

  it('does not mind what another key, or another’s grant, comes to', async () => {
    const rds = await running();
    await rds.database('other');
    await rds.call(ADMIN, 'DeleteDBInstance', { DBInstanceIdentifier: 'other', SkipFinalSnapshot: true });
    const from = rds.lab.world.trailLength;
    await rds.pass(DAY);
    expect(rds.records(from).filter(({ eventName }) => eventName === 'Decrypt')).toEqual([]);
    expect(await rds.status('orders')).toBe('available');
  });

  it('is recovered by a start within seven days, once the key is back', async () => {
    const rds = await running();
    await disable(rds);
    await rds.next();
    expect(await rds.reason(ADMIN, 'StartDBInstance', ORDERS)).toEqual({
      name: 'KMSKeyNotAccessibleFault',
      because: 'key-disabled',
    });
    await enable(rds);
    await rds.pass(6 * DAY);
    expect(await rds.status('orders')).toBe(RECOVERABLE);
    await rds.call(ADMIN, 'StartDBInstance', ORDERS);
    await rds.pass();
    expect(await rds.status('orders')).toBe('available');
    expect(await rds.read('orders')).toBe(TEXT);
    expect(rds.grants).toHaveLength(1);
  });

  it('is recovered by a start after its grant was revoked, for the start makes a new one', async () => {
    const rds = await running();
    const [grant] = rds.lab.world.grants.get(SOURCE_KEY as never) ?? [];
    await rds.call(ADMIN, 'RevokeGrant', { KeyId: SOURCE_KEY, GrantId: grant?.grantId });
    await rds.pass();
    await rds.call(ADMIN, 'StartDBInstance', ORDERS);
    await rds.pass();
    expect(await rds.read('orders')).toBe(TEXT);
  });

  it('is lost after seven days, whatever becomes of the key', async () => {
    const rds = await running();
    await disable(rds);
    await rds.next();
    await enable(rds);
    await rds.pass(7 * DAY);
    expect(await rds.status('orders')).toBe(LOST);
    expect(await rds.reason(ADMIN, 'StartDBInstance', ORDERS)).toEqual({
      name: 'InvalidDBInstanceState',
      because: 'database-without-key',
    });
    await rds.call(ADMIN, 'DeleteDBInstance', { ...ORDERS, SkipFinalSnapshot: true });
    await rds.pass();
    expect(rds.lab.world.databases.size).toBe(0);
  });

  it('is lost at once without automated backups', async () => {
    const rds = await running({ BackupRetentionPeriod: 0 });
    await disable(rds);
    await rds.next();
    expect(await rds.status('orders')).toBe(LOST);
  });

  it('can be restored from a snapshot, where the key is back', async () => {
    const rds = await running();
    await rds.snapshot();
    await disable(rds);
    await rds.pass(8 * DAY);
    await enable(rds);
    await rds.restore('again', 'nightly', ADMIN);
    await rds.pass();
    expect(await rds.read('again')).toBe(TEXT);
  });
});

describe('an instance that is stopped', () => {
  it('has its data key opened again by the start, and by RDS itself after seven days', async () => {
    const rds = await running();
    await rds.call(ADMIN, 'StopDBInstance', ORDERS);
    await rds.pass();
    expect(await rds.status('orders')).toBe('stopped');
    await rds.call(ADMIN, 'StartDBInstance', ORDERS);
    await rds.pass();
    expect(await rds.read('orders')).toBe(TEXT);
    await rds.call(ADMIN, 'StopDBInstance', ORDERS);
    const from = rds.lab.world.trailLength;
    await rds.pass(8 * DAY);
    expect(await rds.status('orders')).toBe('available');
    expect(rds.records(from).map(({ eventName }) => eventName)).toEqual(['Decrypt', 'DescribeDBInstances']);
  });

  it('does not start while its key is disabled', async () => {
    const rds = await running();
    await rds.call(ADMIN, 'StopDBInstance', ORDERS);
    await rds.pass();
    await disable(rds);
    await rds.pass();
    expect(await rds.status('orders')).toBe('stopped');
    expect((await rds.refusal(ADMIN, 'StartDBInstance', ORDERS)).name).toBe('KMSKeyNotAccessibleFault');
    await rds.pass(8 * DAY);
    expect(await rds.status('orders')).toBe(RECOVERABLE);
  });
});
