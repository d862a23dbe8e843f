import type { HandleScope } from '../../../operations/operation.ts';
import { type Database, type RdsTag, rdsArn } from '../database.ts';
import { DB_SNAPSHOT_MS } from '../delays.ts';
import type { RdsFact } from '../rds-fact.ts';

/** A snapshot of an instance's data as it is now. It keeps the instance's data key, so nothing is asked of KMS. */
export function takenSnapshot(
  { at, request }: HandleScope,
  database: Database,
  identifier: string,
  tags: readonly RdsTag[],
): Extract<RdsFact, { type: 'dbSnapshotCreated' }> {
  const { region, accountId } = request;
  const { machine, settings } = database;
  const source = machine.context.data;
  if (source === null) throw new Error(`${database.arn} runs without data`);
  const name = identifier.toLowerCase();
  return {
    type: 'dbSnapshotCreated',
    snapshot: {
      arn: rdsArn(region, accountId, `snapshot:${name}`),
      dbSnapshotIdentifier: name,
      dbInstanceIdentifier: database.dbInstanceIdentifier,
      dbiResourceId: database.dbiResourceId,
      accountId,
      region,
      engine: database.engine,
      engineVersion: database.engineVersion,
      masterUsername: database.masterUsername,
      allocatedStorageGiB: settings.allocatedStorageGiB,
      instanceCreateTime: database.createTime,
      snapshotCreateTime: at,
      keyArn: database.keyArn,
      copy: null,
    },
    input: { plan: 'keep', dueAt: at + DB_SNAPSHOT_MS, source },
    tags,
  };
}
