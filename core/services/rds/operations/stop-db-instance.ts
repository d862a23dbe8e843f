import { defineOperation } from '../../../operations/operation.ts';
import { structure } from '../../../operations/shape.ts';
import { STOP_MS } from '../delays.ts';
import { checkReplicatesNothing } from '../replicas.ts';
import { changedState, checkCan } from './change-state.ts';
import { ownDatabase, rdsTarget } from './find.ts';
import { Identifier } from './shapes.ts';

export const stopDBInstance = defineOperation({
  service: 'rds',
  name: 'StopDBInstance',
  summary: 'Stops a DB instance, for seven days at most; its host then forgets the data key.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_StopDBInstance.html',
  input: structure({ DBInstanceIdentifier: Identifier }, {}),
  readOnly: false,
  mutates: true,
  find: (input, scope) => [rdsTarget(scope, 'rds:StopDBInstance', `db:${input.DBInstanceIdentifier}`)],
  check(input, scope) {
    const database = ownDatabase(scope, input.DBInstanceIdentifier);
    checkCan(database, { type: 'StopDBInstance', dueAt: scope.at });
    checkReplicatesNothing(scope.world, database);
  },
  handle(input, scope) {
    const database = ownDatabase(scope, input.DBInstanceIdentifier);
    return changedState(scope.world, database, { type: 'StopDBInstance', dueAt: scope.at + STOP_MS });
  },
});
