import { RdsError } from '../../../errors/rds-errors.ts';
import { defineOperation } from '../../../operations/operation.ts';
import { boolean, string, structure } from '../../../operations/shape.ts';
import { onBehalfOf } from '../../on-behalf-of.ts';
import {
  checkAvailable,
  checkFreeDatabase,
  checkIdentifier,
  databaseArn,
  makingTargets,
  rdsTarget,
  snapshotArn,
  visibleSnapshot,
} from './find.ts';
import { acceptedInstance, newIds } from './new-instance.ts';
import { BackupRetentionPeriod, DBInstanceClass, Identifier, Tags } from './shapes.ts';
import { checkedTags } from './tags.ts';

/**
 * The instance is under the snapshot's key. A shared snapshot that is encrypted must be copied first, so that it is
 * under a key of one's own. Source: RDS User Guide, "Sharing encrypted snapshots"; services.md section 8.
 */
export const restoreDBInstanceFromDBSnapshot = defineOperation({
  service: 'rds',
  name: 'RestoreDBInstanceFromDBSnapshot',
  summary: 'Makes a DB instance from a snapshot, under the key of the snapshot.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_RestoreDBInstanceFromDBSnapshot.html',
  input: structure(
    { DBInstanceIdentifier: Identifier },
    { DBSnapshotIdentifier: string(), DBInstanceClass, BackupRetentionPeriod, DeletionProtection: boolean(), Tags },
  ),
  readOnly: false,
  mutates: true,
  find: (input, scope) => [
    ...makingTargets(
      scope,
      'rds:RestoreDBInstanceFromDBSnapshot',
      databaseArn(scope, input.DBInstanceIdentifier),
      input.Tags,
    ),
    rdsTarget(scope, 'rds:RestoreDBInstanceFromDBSnapshot', snapshotArn(scope, input.DBSnapshotIdentifier ?? '*')),
  ],
  check(input, scope) {
    if (input.DBSnapshotIdentifier === undefined) {
      throw new RdsError(
        'InvalidParameterCombination',
        'The lab restores from a DBSnapshotIdentifier alone: the request must name one.',
        'invalid-parameter',
      );
    }
    const snapshot = visibleSnapshot(scope, input.DBSnapshotIdentifier);
    const { region, accountId } = scope.request;
    if (snapshot.region !== region) {
      throw new RdsError(
        'DBSnapshotNotFound',
        `DBSnapshot ${input.DBSnapshotIdentifier} not found.`,
        'no-such-db-snapshot',
      );
    }
    checkIdentifier(input.DBInstanceIdentifier, 'DBInstanceIdentifier', 63);
    checkedTags(input.Tags);
    checkAvailable(snapshot);
    checkFreeDatabase(scope.world, databaseArn(scope, input.DBInstanceIdentifier));
    if (snapshot.accountId !== accountId && snapshot.keyArn !== null) {
      throw new RdsError(
        'InvalidParameterValue',
        'A DB instance cannot be restored from an encrypted snapshot that is shared from another account: copy the snapshot first.',
        'shared-snapshot-to-copy',
      );
    }
  },
  async handle(input, scope) {
    const { request, requestId, rds } = scope;
    const { region, accountId } = request;
    const snapshot = visibleSnapshot(scope, input.DBSnapshotIdentifier ?? '');
    const ids = newIds(scope);
    const by = onBehalfOf(request, requestId);
    const { keyArn } = snapshot;
    const given =
      keyArn === null
        ? null
        : await rds.grantForInstance(
            { key: { keyId: keyArn, called: 'The source snapshot' }, accountId, by, region },
            ids.dbiResourceId,
          );
    return acceptedInstance(scope, {
      ...ids,
      name: input.DBInstanceIdentifier.toLowerCase(),
      engine: snapshot.engine,
      engineVersion: snapshot.engineVersion,
      masterUsername: snapshot.masterUsername,
      given,
      source: snapshot.machine.context.data,
      cameFrom: { how: 'restore', arn: snapshot.arn },
      replicaOf: null,
      settings: {
        dbInstanceClass: input.DBInstanceClass ?? 'db.t3.micro',
        allocatedStorageGiB: snapshot.allocatedStorageGiB,
        backupRetentionPeriodDays: input.BackupRetentionPeriod ?? 1,
        deletionProtection: input.DeletionProtection ?? false,
      },
      tags: checkedTags(input.Tags),
    });
  },
});
