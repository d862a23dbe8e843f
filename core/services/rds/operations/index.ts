import type { Operation } from '../../../operations/operation.ts';
import { copyDBSnapshot } from './copy-db-snapshot.ts';
import { createDBInstance } from './create-db-instance.ts';
import { createDBInstanceReadReplica } from './create-db-instance-read-replica.ts';
import { createDBSnapshot } from './create-db-snapshot.ts';
import { deleteDBInstance } from './delete-db-instance.ts';
import { deleteDBSnapshot } from './delete-db-snapshot.ts';
import { describeDBInstances } from './describe-db-instances.ts';
import { describeDBSnapshotAttributes } from './describe-db-snapshot-attributes.ts';
import { describeDBSnapshots } from './describe-db-snapshots.ts';
import { modifyDBInstance } from './modify-db-instance.ts';
import { modifyDBSnapshotAttribute } from './modify-db-snapshot-attribute.ts';
import { promoteReadReplica } from './promote-read-replica.ts';
import { restoreDBInstanceFromDBSnapshot } from './restore-db-instance-from-db-snapshot.ts';
import { startDBInstance } from './start-db-instance.ts';
import { stopDBInstance } from './stop-db-instance.ts';
import { addTagsToResource, listTagsForResource, removeTagsFromResource } from './tag-operations.ts';

/** RDS's operations. */
export const RDS_OPERATIONS: readonly Operation[] = [
  addTagsToResource,
  copyDBSnapshot,
  createDBInstance,
  createDBInstanceReadReplica,
  createDBSnapshot,
  deleteDBInstance,
  deleteDBSnapshot,
  describeDBInstances,
  describeDBSnapshotAttributes,
  describeDBSnapshots,
  listTagsForResource,
  modifyDBInstance,
  modifyDBSnapshotAttribute,
  promoteReadReplica,
  removeTagsFromResource,
  restoreDBInstanceFromDBSnapshot,
  startDBInstance,
  stopDBInstance,
];
