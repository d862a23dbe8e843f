import { defineOperation } from '../../../operations/operation.ts';
import { structure } from '../../../operations/shape.ts';
import { onBehalfOf } from '../../on-behalf-of.ts';
import { START_MS } from '../delays.ts';
import { changedState, checkCan } from './change-state.ts';
import { ownDatabase, rdsTarget } from './find.ts';
import { Identifier } from './shapes.ts';

/** RDS looks at the key again, and has a new grant made, so that a revoked one is made good too. */
export const startDBInstance = defineOperation({
  service: 'rds',
  name: 'StartDBInstance',
  summary: 'Starts a stopped DB instance, or one that has lost its key and can still be recovered.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_StartDBInstance.html',
  input: structure({ DBInstanceIdentifier: Identifier }, {}),
  readOnly: false,
  mutates: true,
  find: (input, scope) => [rdsTarget(scope, 'rds:StartDBInstance', `db:${input.DBInstanceIdentifier}`)],
  check(input, scope) {
    checkCan(ownDatabase(scope, input.DBInstanceIdentifier), {
      type: 'StartDBInstance',
      dueAt: scope.at,
      grantId: null,
    });
  },
  async handle(input, scope) {
    const { request, requestId, rds, at } = scope;
    const database = ownDatabase(scope, input.DBInstanceIdentifier);
    const { keyArn, dbiResourceId, machine } = database;
    const dueAt = at + START_MS;
    if (keyArn === null) return changedState(scope.world, database, { type: 'StartDBInstance', dueAt, grantId: null });
    const asked = { accountId: request.accountId, region: request.region, by: onBehalfOf(request, requestId) };
    const key = { keyId: keyArn, called: 'Specified' } as const;
    const given = await rds.grantForInstance({ ...asked, key }, dbiResourceId);
    const { grantId } = machine.context;
    if (grantId !== null) await rds.giveBack({ keyArn, grantId }, dbiResourceId, asked);
    return changedState(scope.world, database, { type: 'StartDBInstance', dueAt, grantId: given.grantId });
  },
});
