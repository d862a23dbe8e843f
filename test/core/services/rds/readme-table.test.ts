import type { Caller } from '../../../helpers/service-lab.ts';
import { type Play, testServiceTable } from '../../../helpers/service-table.ts';
import { ADMIN, PROD, type RdsLab, RECOVERY, rdsLab, SOURCE_KEY } from './rds-lab.ts';

/** Plays a row: what comes before it, then itself, and what RDS does afterwards. */
function row(before: (rds: RdsLab) => Promise<unknown>, play: (rds: RdsLab) => Promise<unknown>, who = ADMIN): Play {
  return async () => {
    const rds = await rdsLab();
    await before(rds);
    const from = rds.lab.world.trailLength;
    await play(rds);
    await rds.pass();
    return { records: rds.records(from, accountOf(who)), lab: rds.lab, caller: who.as, words: wordsOf(rds) };
  };
}

function accountOf({ as }: Caller): string {
  return as.includes(PROD) ? PROD : RECOVERY;
}

/** Of the last instance and the last copy that were made. */
function wordsOf({ lab: { world } }: RdsLab): Readonly<Record<string, string>> {
  const database = [...world.databases.values()].at(-1);
  const source = [...world.databases.values()][0];
  const copy = [...world.dbSnapshots.values()].at(-1)?.copy;
  return {
    "the instance's resource id": database?.dbiResourceId ?? '',
    "its volume's id": database?.volumeId ?? '',
    "the source's resource id": source?.dbiResourceId ?? '',
    "the source's volume's id": source?.volumeId ?? '',
    "the copy's storage id": copy?.storageId ?? '',
  };
}

const nothing = async () => undefined;
const create = (input: object) => (rds: RdsLab) => rds.database('orders', input);
const ENCRYPTED = { StorageEncrypted: true, KmsKeyId: SOURCE_KEY };
const REPLICA = { DBInstanceIdentifier: 'reader', SourceDBInstanceIdentifier: 'orders' };
const ORDERS = { DBInstanceIdentifier: 'orders' };

testServiceTable('RDS and its keys', {
  'CreateDBInstance without encryption': row(nothing, create({})),
  CreateDBInstance: row(nothing, create({ StorageEncrypted: true })),
  'what is written to it and read from it': row(create(ENCRYPTED), async (rds) => {
    await rds.write('orders', 'text');
    await rds.read('orders');
  }),
  CreateDBSnapshot: row(create(ENCRYPTED), (rds) => rds.snapshot()),
  ModifyDBSnapshotAttribute: row(
    async (rds) => {
      await rds.database();
      await rds.snapshot();
    },
    (rds) =>
      rds.call(ADMIN, 'ModifyDBSnapshotAttribute', {
        DBSnapshotIdentifier: 'nightly',
        AttributeName: 'restore',
        ValuesToAdd: [RECOVERY],
      }),
  ),
  'CopyDBSnapshot of an encrypted snapshot': row(
    (rds) => rds.shared(),
    (rds) => rds.copy('nightly', { KmsKeyId: SOURCE_KEY }, ADMIN),
  ),
  'CopyDBSnapshot of an unencrypted snapshot, with a key': row(
    async (rds) => {
      await rds.database('plain', {});
      await rds.snapshot('nightly', 'plain');
    },
    (rds) => rds.copy('nightly', { KmsKeyId: SOURCE_KEY }, ADMIN),
  ),
  RestoreDBInstanceFromDBSnapshot: row(
    async (rds) => {
      await rds.database();
      await rds.snapshot();
    },
    (rds) => rds.restore('restored', 'nightly', ADMIN),
  ),
  CreateDBInstanceReadReplica: row(create(ENCRYPTED), (rds) => rds.call(ADMIN, 'CreateDBInstanceReadReplica', REPLICA)),
  'CreateDBInstanceReadReplica in another Region': row(create(ENCRYPTED), async (rds) => {
    const far = { ...ADMIN, region: 'eu-west-1' };
    const SourceDBInstanceIdentifier = 'arn:aws:rds:us-east-1:111122223333:db:orders';
    const input = { ...REPLICA, SourceDBInstanceIdentifier, KmsKeyId: 'alias/aws/rds' };
    return rds.call(far, 'CreateDBInstanceReadReplica', input);
  }),
  StopDBInstance: row(create(ENCRYPTED), (rds) => rds.call(ADMIN, 'StopDBInstance', ORDERS)),
  StartDBInstance: row(
    async (rds) => {
      await rds.database();
      await rds.call(ADMIN, 'StopDBInstance', ORDERS);
      await rds.pass();
    },
    (rds) => rds.call(ADMIN, 'StartDBInstance', ORDERS),
  ),
  'RDS looks at a key that has changed': row(async (rds) => {
    await rds.database();
    await rds.call(ADMIN, 'PutKeyPolicy', {
      KeyId: SOURCE_KEY,
      PolicyName: 'default',
      Policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { AWS: PROD }, Action: 'kms:*', Resource: '*' }],
      }),
    });
  }, nothing),
  DeleteDBInstance: row(create(ENCRYPTED), (rds) =>
    rds.call(ADMIN, 'DeleteDBInstance', { ...ORDERS, SkipFinalSnapshot: true }),
  ),
});
