import { defineOperation } from '../../../operations/operation.ts';
import { structure } from '../../../operations/shape.ts';
import { newDbSnapshot } from '../at-rest.ts';
import { checkRuns } from './change-state.ts';
import { snapshotOutput } from './describe.ts';
import { checkFreeSnapshot, checkIdentifier, makingTargets, ownDatabase, rdsTarget, snapshotArn } from './find.ts';
import { Identifier, Tags } from './shapes.ts';
import { checkedTags } from './tags.ts';
import { takenSnapshot } from './taken-snapshot.ts';

export const createDBSnapshot = defineOperation({
  service: 'rds',
  name: 'CreateDBSnapshot',
  summary: 'Takes a snapshot of a DB instance, which stays under the key of the instance.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBSnapshot.html',
  input: structure({ DBSnapshotIdentifier: Identifier, DBInstanceIdentifier: Identifier }, { Tags }),
  readOnly: false,
  mutates: true,
  find: (input, scope) => [
    rdsTarget(scope, 'rds:CreateDBSnapshot', `db:${input.DBInstanceIdentifier}`),
    ...makingTargets(scope, 'rds:CreateDBSnapshot', `snapshot:${input.DBSnapshotIdentifier}`, input.Tags),
  ],
  check(input, scope) {
    checkIdentifier(input.DBSnapshotIdentifier, 'DBSnapshotIdentifier', 255);
    checkedTags(input.Tags);
    checkRuns(ownDatabase(scope, input.DBInstanceIdentifier));
    checkFreeSnapshot(scope.world, snapshotArn(scope, input.DBSnapshotIdentifier));
  },
  handle(input, scope) {
    const database = ownDatabase(scope, input.DBInstanceIdentifier);
    const fact = takenSnapshot(scope, database, input.DBSnapshotIdentifier, checkedTags(input.Tags));
    const shown = { ...fact.snapshot, tags: fact.tags, sharedWith: [], machine: newDbSnapshot(fact.input) };
    return { output: { DBSnapshot: snapshotOutput(shown, scope.request.accountId) }, facts: [fact] };
  },
});
