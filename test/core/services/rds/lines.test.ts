import { describe, expect, it } from 'vitest';
import { ADMIN, RECOVERER, rdsLab, SOURCE_KEY, TEXT } from './rds-lab.ts';

describe('aws rds', () => {
  it('makes a database, waits for it, copies its snapshot and restores it', async () => {
    const { lab } = await rdsLab();
    const aws = async (line: string) => {
      const run = await lab.runAws(`aws rds ${line}`, ADMIN);
      if (run.exitCode !== 0) throw new Error(run.stderr);
      return run.stdout.trim();
    };
    const made = await aws(
      `create-db-instance --db-instance-identifier orders --db-instance-class db.t3.micro --engine mysql --allocated-storage 20 --storage-encrypted --kms-key-id ${SOURCE_KEY} --query DBInstance.DBInstanceStatus --output text`,
    );
    expect(made).toBe('creating');
    await aws('wait db-instance-available --db-instance-identifier orders');
    await lab.act({ type: 'writeDatabase', database: 'orders', bytes: new TextEncoder().encode(TEXT), ...ADMIN });
    await aws('create-db-snapshot --db-snapshot-identifier nightly --db-instance-identifier orders');
    await aws('wait db-snapshot-completed --db-snapshot-identifier nightly');
    await aws('copy-db-snapshot --source-db-snapshot-identifier nightly --target-db-snapshot-identifier again');
    await aws('wait db-snapshot-available --db-snapshot-identifier again');
    await aws('restore-db-instance-from-db-snapshot --db-instance-identifier back --db-snapshot-identifier again');
    await aws('wait db-instance-available --db-instance-identifier back');
    const read = await lab.act({ type: 'readDatabase', database: 'back', ...ADMIN });
    expect(read.ok ? new TextDecoder().decode(read.bytes) : read.error.message).toBe(TEXT);
    await aws('delete-db-instance --db-instance-identifier back --skip-final-snapshot');
    await aws('wait db-instance-deleted --db-instance-identifier back');
    await aws('delete-db-snapshot --db-snapshot-identifier again');
    await aws('wait db-snapshot-deleted --db-snapshot-identifier again');
    expect(await aws('describe-db-snapshots --query DBSnapshots[].SnapshotCreateTime --output text')).toMatch(/^2026-/);
  });

  it('completes names of instances and snapshots, and ARNs of those of others', async () => {
    const rds = await rdsLab();
    const arn = await rds.shared();
    const texts = async (line: string, who = ADMIN) =>
      (await rds.lab.ask({ type: 'complete', line, ...who })).map(({ text }) => text);
    expect(await texts('aws rds stop-db-instance --db-instance-identifier ')).toEqual(['orders']);
    expect(await texts('aws rds create-db-instance-read-replica --source-db-instance-identifier ')).toEqual(['orders']);
    expect(await texts('aws rds delete-db-snapshot --db-snapshot-identifier ')).toEqual(['nightly']);
    expect(await texts('aws rds copy-db-snapshot --source-db-snapshot-identifier ', RECOVERER)).toEqual([arn]);
    expect(await texts('aws rds list-tags-for-resource --resource-name ')).toContain(arn);
    expect(await texts('aws rds wait ')).toContain('db-instance-available');
  });

  it('tells what is due', async () => {
    const rds = await rdsLab();
    await rds.shared();
    await rds.call(ADMIN, 'DisableKey', { KeyId: SOURCE_KEY });
    const due = await rds.lab.ask({ type: 'due', until: rds.lab.world.now + 3_600_000 });
    expect(due.map(({ says }) => says)).toEqual(['RDS looks whether orders still has its key']);
  });

  it('explains what KMS refused to RDS', async () => {
    const rds = await rdsLab();
    const source = await rds.shared();
    const Statement = [{ Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'kms:*', Resource: '*' }];
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
    await rds.call(ADMIN, 'PutKeyPolicy', { KeyId: SOURCE_KEY, PolicyName: 'default', Policy });
    await rds.copy(source).catch(() => undefined);
    const why = await rds.lab.ask({ type: 'why' });
    expect(why?.error?.because).toBe('no-key-policy-statement');
    expect(why?.summary).toContain('kms:DescribeKey');
  });
});
