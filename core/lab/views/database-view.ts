import type { Database, DbSnapshot } from '../../services/rds/database.ts';
import type { DatabaseView, DbSnapshotView } from '../world-shapes.ts';

/** A DB instance and how it stands. */
export function databaseView(database: Database): DatabaseView {
  const { arn, dbInstanceIdentifier: name, accountId, region, keyArn: kmsKeyArn, machine } = database;
  return { arn, name, accountId, region, state: machine.value, kmsKeyArn };
}

/** A DB snapshot, and where it comes from. */
export function dbSnapshotView(snapshot: DbSnapshot): DbSnapshotView {
  const { arn, dbSnapshotIdentifier: name, dbInstanceIdentifier: database, accountId, region } = snapshot;
  const { keyArn: kmsKeyArn, machine, sharedWith, copy } = snapshot;
  return {
    arn,
    name,
    accountId,
    region,
    state: machine.value,
    database,
    kmsKeyArn,
    sharedWith,
    copiedFrom: copy?.sourceArn ?? null,
  };
}
