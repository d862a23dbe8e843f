import { describe, expect, it } from 'vitest';
import type { Caller, Members } from '../../../helpers/service-lab.ts';
import { ADMIN, CLERK, DAY, type RdsLab, rdsLab, SOURCE_KEY, TEXT } from './rds-lab.ts';

const FAR: Caller = { ...ADMIN, region: 'eu-west-1' };
const SOURCE_ARN = 'arn:aws:rds:us-east-1:111122223333:db:orders';
const REPLICA = { DBInstanceIdentifier: 'reader' };
const HERE = { ...REPLICA, SourceDBInstanceIdentifier: 'orders' };
const THERE = { ...REPLICA, SourceDBInstanceIdentifier: SOURCE_ARN };

async function replicate(rds: RdsLab, input: object = HERE, who = ADMIN): Promise<Members> {
  const made = await rds.call(who, 'CreateDBInstanceReadReplica', input);
  await rds.pass();
  return made.DBInstance as Members;
}

/** A key of the same account in the other Region. */
async function farKey(rds: RdsLab): Promise<string> {
  const made = await rds.call(FAR, 'CreateKey');
  return String((made.KeyMetadata as Members).Arn);
}

async function seen(rds: RdsLab, name: string, who = ADMIN): Promise<Members | undefined> {
  const { DBInstances } = await rds.call(who, 'DescribeDBInstances', { DBInstanceIdentifier: name });
  return (DBInstances as readonly Members[])[0];
}

/** An instance with TEXT in it. */
async function withSource(input?: object): Promise<RdsLab> {
  const rds = await rdsLab();
  await rds.database('orders', input);
  await rds.write('orders', TEXT);
  return rds;
}

describe('a read replica in the Region of its source', () => {
  it('is under the key of the source, with a data key of its own, and holds what the source holds', async () => {
    const rds = await withSource();
    expect(await replicate(rds)).toMatchObject({
      StorageEncrypted: true,
      KmsKeyId: SOURCE_KEY,
      BackupRetentionPeriod: 0,
      ReadReplicaSourceDBInstanceIdentifier: 'orders',
    });
    expect(await rds.read('reader')).toBe(TEXT);
    const [source, replica] = [...rds.lab.world.databases.values()].map(({ machine }) => machine.context.data);
    expect(replica?.dataKey?.ciphertextBlob).not.toBe(source?.dataKey?.ciphertextBlob);
    expect(Object.values(replica?.blocks ?? {})).not.toEqual(Object.values(source?.blocks ?? {}));
    expect(await seen(rds, 'orders')).toMatchObject({ ReadReplicaDBInstanceIdentifiers: ['reader'] });
  });

  it('gets what is written to the source afterwards, and takes no writes of its own', async () => {
    const rds = await withSource();
    await replicate(rds);
    await rds.write('orders', 'two kettles, and more');
    expect(await rds.read('reader')).toBe(await rds.read('orders'));
    await expect(rds.write('reader', 'x')).rejects.toThrow(/is a read replica: it gets what is written to/);
  });

  it('is unencrypted where the source is, and can not be encrypted', async () => {
    const rds = await withSource({});
    const refused = await rds.reason(ADMIN, 'CreateDBInstanceReadReplica', { ...HERE, KmsKeyId: SOURCE_KEY });
    expect(refused).toEqual({ name: 'InvalidParameterCombination', because: 'replica-of-unencrypted' });
    expect(await replicate(rds)).toMatchObject({ StorageEncrypted: false });
    expect(await rds.read('reader')).toBe(TEXT);
  });
});

describe('a read replica in another Region', () => {
  it('is under a key of that Region, and readable with the key of the source deleted', async () => {
    const rds = await withSource();
    const KmsKeyId = await farKey(rds);
    expect(await replicate(rds, { ...THERE, KmsKeyId }, FAR)).toMatchObject({
      KmsKeyId,
      ReadReplicaSourceDBInstanceIdentifier: SOURCE_ARN,
    });
    expect(await seen(rds, 'orders')).toMatchObject({
      ReadReplicaDBInstanceIdentifiers: ['arn:aws:rds:eu-west-1:111122223333:db:reader'],
    });
    await rds.call(ADMIN, 'ScheduleKeyDeletion', { KeyId: SOURCE_KEY, PendingWindowInDays: 7 });
    await rds.pass(8 * DAY);
    expect(rds.lab.world.key(SOURCE_KEY)).toBeUndefined();
    expect(await rds.status('orders')).toMatch(/^inaccessible/);
    await rds.call(FAR, 'PromoteReadReplica', REPLICA);
    expect(await rds.read('reader', FAR)).toBe(TEXT);
    await rds.write('reader', 'goes on', FAR);
    expect((await rds.read('reader', FAR)).slice(0, 7)).toBe('goes on');
  });

  it('with its own key disabled is lost, and the source goes on', async () => {
    const rds = await withSource();
    const KmsKeyId = await farKey(rds);
    await replicate(rds, { ...THERE, KmsKeyId }, FAR);
    await rds.call(FAR, 'DisableKey', { KeyId: KmsKeyId });
    await rds.pass();
    expect(await rds.status('reader', FAR)).toBe('inaccessible-encryption-credentials');
    await rds.write('orders', TEXT);
    expect(await rds.read('orders')).toBe(TEXT);
  });
});

describe('a read replica of a read replica', () => {
  const LAST = { DBInstanceIdentifier: 'last' };

  it('gets what is written to the source of its source', async () => {
    const rds = await withSource();
    await replicate(rds);
    await rds.call(ADMIN, 'ModifyDBInstance', { ...REPLICA, BackupRetentionPeriod: 1 });
    await replicate(rds, { ...LAST, SourceDBInstanceIdentifier: 'reader' });
    expect(await rds.read('last')).toBe(TEXT);
    await rds.write('orders', 'two kettles, and more');
    expect(await rds.read('last')).toBe(await rds.read('orders'));
  });

  it('stays behind with its source, and catches up with it', async () => {
    const rds = await withSource();
    const KmsKeyId = await farKey(rds);
    const middle = await replicate(rds, { ...THERE, KmsKeyId }, FAR);
    await rds.call(FAR, 'ModifyDBInstance', { ...REPLICA, BackupRetentionPeriod: 1 });
    const SourceDBInstanceIdentifier = middle.DBInstanceArn;
    await replicate(rds, { ...LAST, SourceDBInstanceIdentifier, KmsKeyId: SOURCE_KEY });
    await rds.call(FAR, 'DisableKey', { KeyId: KmsKeyId });
    await rds.pass();
    await rds.write('orders', 'two kettles, and more');
    expect(await rds.read('last')).toBe(TEXT);
    await rds.call(FAR, 'EnableKey', { KeyId: KmsKeyId });
    await rds.call(FAR, 'StartDBInstance', REPLICA);
    await rds.pass();
    expect(await rds.read('reader', FAR)).toBe(await rds.read('orders'));
    expect(await rds.read('last')).toBe(await rds.read('orders'));
  });
});

describe('what RDS refuses of read replicas', () => {
  const REFUSED: readonly (readonly [
    string,
    (rds: RdsLab) => Promise<readonly [who: Caller, operation: string, input: object]>,
    object,
  ])[] = [
    [
      'a key in the Region of the source',
      async () => [ADMIN, 'CreateDBInstanceReadReplica', { ...HERE, KmsKeyId: SOURCE_KEY }],
      { name: 'InvalidParameterCombination', because: 'replica-has-key' },
    ],
    [
      'no key in another Region',
      async () => [FAR, 'CreateDBInstanceReadReplica', THERE],
      { name: 'InvalidParameterCombination', because: 'replica-needs-key' },
    ],
    [
      'the source’s key in another Region: keys stay in their Region',
      async () => [FAR, 'CreateDBInstanceReadReplica', { ...THERE, KmsKeyId: SOURCE_KEY }],
      { name: 'KMSKeyNotAccessibleFault', because: expect.any(String) },
    ],
    [
      'a caller without rights on the key',
      async () => [CLERK, 'CreateDBInstanceReadReplica', HERE],
      { name: 'KMSKeyNotAccessibleFault', because: 'no-identity-policy-statement' },
    ],
    [
      'a source without automated backups',
      async (rds) => {
        await rds.call(ADMIN, 'ModifyDBInstance', { DBInstanceIdentifier: 'orders', BackupRetentionPeriod: 0 });
        return [ADMIN, 'CreateDBInstanceReadReplica', HERE];
      },
      { name: 'InvalidDBInstanceState', because: 'backups-are-off' },
    ],
    [
      'no source',
      async () => [ADMIN, 'CreateDBInstanceReadReplica', REPLICA],
      { name: 'InvalidParameterCombination', because: 'invalid-parameter' },
    ],
    [
      'a source in another Region by its name',
      async () => [FAR, 'CreateDBInstanceReadReplica', HERE],
      { name: 'DBInstanceNotFound', because: 'no-such-database' },
    ],
    [
      'to stop a source',
      async (rds) => {
        await replicate(rds);
        return [ADMIN, 'StopDBInstance', { DBInstanceIdentifier: 'orders' }];
      },
      { name: 'InvalidDBInstanceState', because: 'database-replicates' },
    ],
    [
      'to stop a replica',
      async (rds) => {
        await replicate(rds);
        return [ADMIN, 'StopDBInstance', REPLICA];
      },
      { name: 'InvalidDBInstanceState', because: 'database-replicates' },
    ],
    [
      'to turn the backups of a source off',
      async (rds) => {
        await replicate(rds);
        return [ADMIN, 'ModifyDBInstance', { DBInstanceIdentifier: 'orders', BackupRetentionPeriod: 0 }];
      },
      { name: 'InvalidParameterCombination', because: 'database-replicates' },
    ],
    [
      'a last snapshot of a replica',
      async (rds) => {
        await replicate(rds);
        return [ADMIN, 'DeleteDBInstance', { ...REPLICA, FinalDBSnapshotIdentifier: 'last' }];
      },
      { name: 'InvalidParameterCombination', because: 'database-replicates' },
    ],
    [
      'to promote what is no replica',
      async () => [ADMIN, 'PromoteReadReplica', { DBInstanceIdentifier: 'orders' }],
      { name: 'InvalidDBInstanceState', because: 'database-replicates-nothing' },
    ],
  ];

  it.each(REFUSED)('%s', async (_, asked, refusal) => {
    const rds = await withSource();
    const [who, operation, input] = await asked(rds);
    expect(await rds.reason(who, operation, input)).toEqual(refusal);
  });
});

describe('the end of replication', () => {
  it('comes with a promotion: the instance keeps key and data, and follows nobody', async () => {
    const rds = await withSource();
    await replicate(rds);
    const { DBInstance } = await rds.call(ADMIN, 'PromoteReadReplica', REPLICA);
    expect(DBInstance).toMatchObject({ KmsKeyId: SOURCE_KEY, BackupRetentionPeriod: 1 });
    expect(DBInstance).not.toHaveProperty('ReadReplicaSourceDBInstanceIdentifier');
    await rds.write('orders', 'later');
    expect(await rds.read('reader')).toBe(TEXT);
    expect(await seen(rds, 'orders')).toMatchObject({ ReadReplicaDBInstanceIdentifiers: [] });
  });

  it('comes with the deletion of the source, which promotes its replicas', async () => {
    const rds = await withSource();
    await replicate(rds);
    await rds.call(ADMIN, 'DeleteDBInstance', { DBInstanceIdentifier: 'orders', SkipFinalSnapshot: true });
    await rds.pass();
    expect(await seen(rds, 'reader')).not.toHaveProperty('ReadReplicaSourceDBInstanceIdentifier');
    expect(await rds.read('reader')).toBe(TEXT);
  });
});
