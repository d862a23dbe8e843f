import { RdsError } from '../../../errors/rds-errors.ts';
import type { Fact } from '../../../lab/facts.ts';
import { defineOperation } from '../../../operations/operation.ts';
import { boolean, structure } from '../../../operations/shape.ts';
import { DELETION_MS } from '../delays.ts';
import { replicasOf } from '../replicas.ts';
import { changedState, checkCan, checkRuns } from './change-state.ts';
import { checkFreeSnapshot, checkIdentifier, ownDatabase, rdsTarget, snapshotArn } from './find.ts';
import { Identifier } from './shapes.ts';
import { takenSnapshot } from './taken-snapshot.ts';

/** Simplified: its read replicas are promoted, in other Regions too, where AWS leaves them without a source. */
export const deleteDBInstance = defineOperation({
  service: 'rds',
  name: 'DeleteDBInstance',
  summary: 'Deletes a DB instance, with a last snapshot or expressly without one. RDS gives its grant back.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DeleteDBInstance.html',
  input: structure(
    { DBInstanceIdentifier: Identifier },
    { SkipFinalSnapshot: boolean(), FinalDBSnapshotIdentifier: Identifier, DeleteAutomatedBackups: boolean() },
  ),
  readOnly: false,
  mutates: true,
  find: (input, scope) => [rdsTarget(scope, 'rds:DeleteDBInstance', `db:${input.DBInstanceIdentifier}`)],
  check(input, scope) {
    const { SkipFinalSnapshot = false, FinalDBSnapshotIdentifier } = input;
    const database = ownDatabase(scope, input.DBInstanceIdentifier);
    if (SkipFinalSnapshot === (FinalDBSnapshotIdentifier !== undefined)) {
      throw new RdsError(
        'InvalidParameterCombination',
        SkipFinalSnapshot
          ? 'FinalDBSnapshotIdentifier can not be specified when SkipFinalSnapshot is specified.'
          : 'FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.',
        'invalid-parameter',
      );
    }
    if (database.settings.deletionProtection) {
      throw new RdsError(
        'InvalidParameterCombination',
        'Cannot delete protected DB Instance, please disable deletion protection and try again.',
        'deletion-protected',
      );
    }
    if (database.replicaOf !== null && FinalDBSnapshotIdentifier !== undefined) {
      throw new RdsError(
        'InvalidParameterCombination',
        'FinalDBSnapshotIdentifier can not be specified when deleting a read replica.',
        'database-replicates',
      );
    }
    checkCan(database, { type: 'DeleteDBInstance', dueAt: scope.at });
    if (FinalDBSnapshotIdentifier === undefined) return;
    checkIdentifier(FinalDBSnapshotIdentifier, 'FinalDBSnapshotIdentifier', 255);
    checkFreeSnapshot(scope.world, snapshotArn(scope, FinalDBSnapshotIdentifier));
    checkRuns(database);
  },
  handle(input, scope) {
    const { world } = scope;
    const database = ownDatabase(scope, input.DBInstanceIdentifier);
    const { output, facts = [] } = changedState(world, database, {
      type: 'DeleteDBInstance',
      dueAt: scope.at + DELETION_MS,
    });
    const last = input.FinalDBSnapshotIdentifier;
    const final = last === undefined ? [] : [takenSnapshot(scope, database, last, [])];
    const promoted = replicasOf(world, database).map(({ arn }): Fact => ({ type: 'databasePromoted', arn }));
    return { output, facts: [...final, ...promoted, ...facts] };
  },
});
