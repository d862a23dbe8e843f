import { RdsError } from '../../../errors/rds-errors.ts';
import { defineOperation } from '../../../operations/operation.ts';
import { structure } from '../../../operations/shape.ts';
import { dbSnapshotCan } from '../at-rest.ts';
import { snapshotOutput } from './describe.ts';
import { ownSnapshot, rdsTarget } from './find.ts';
import { Identifier } from './shapes.ts';

export const deleteDBSnapshot = defineOperation({
  service: 'rds',
  name: 'DeleteDBSnapshot',
  summary: 'Deletes a snapshot of your own.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DeleteDBSnapshot.html',
  input: structure({ DBSnapshotIdentifier: Identifier }, {}),
  readOnly: false,
  mutates: true,
  find: (input, scope) => [
    rdsTarget(scope, 'rds:DeleteDBSnapshot', `snapshot:${input.DBSnapshotIdentifier.toLowerCase()}`),
  ],
  check(input, scope) {
    const snapshot = ownSnapshot(scope, input.DBSnapshotIdentifier);
    if (dbSnapshotCan(snapshot.machine, { type: 'DeleteDBSnapshot' })) return;
    throw new RdsError(
      'InvalidDBSnapshotState',
      `Cannot delete the snapshot ${snapshot.dbSnapshotIdentifier} because it is not in the available or failed state.`,
      'db-snapshot-not-available',
    );
  },
  handle(input, scope) {
    const snapshot = ownSnapshot(scope, input.DBSnapshotIdentifier);
    const shown = snapshotOutput(snapshot, scope.request.accountId);
    return {
      output: { DBSnapshot: { ...shown, Status: 'deleted' } },
      facts: [{ type: 'dbSnapshotChanged', arn: snapshot.arn, event: { type: 'DeleteDBSnapshot' } }],
    };
  },
});
