import type { Database, DbSnapshot } from '../../services/rds/database.ts';
import type { DatabaseSource, DatabaseView, DbSnapshotView } from '../world-shapes.ts';

/** A DB instance, how it stands, and where its data comes from. */
export function databaseView(database: Database): DatabaseView {
  const { arn, dbInstanceIdentifier: name, accountId, region, keyArn: kmsKeyArn, machine } = database;
  const { dbiResourceId, createTime: createdAt } = database;
  const source = sourceOf(database);
  return { arn, name, accountId, region, dbiResourceId, createdAt, state: machine.value, kmsKeyArn, source };
}

function sourceOf({ cameFrom, replicaOf }: Database): DatabaseSource | null {
  if (replicaOf !== null) return { how: 'replica', arn: replicaOf };
  if (cameFrom === undefined) return null;
  return { how: cameFrom.how === 'replica' ? 'promoted' : 'restore', arn: cameFrom.arn };
}

/** A DB snapshot, and where it comes from. */
export function dbSnapshotView(snapshot: DbSnapshot): DbSnapshotView {
  const { arn, dbSnapshotIdentifier: name, dbInstanceIdentifier: database, accountId, region } = snapshot;
  const { keyArn: kmsKeyArn, machine, sharedWith, copy, dbiResourceId, snapshotCreateTime: createdAt } = snapshot;
  return {
    arn,
    name,
    accountId,
    region,
    createdAt,
    state: machine.value,
    database,
    dbiResourceId,
    kmsKeyArn,
    sharedWith,
    copiedFrom: copy?.sourceArn ?? null,
  };
}
