import { RdsError } from '../../../errors/rds-errors.ts';
import { defineOperation } from '../../../operations/operation.ts';
import { structure } from '../../../operations/shape.ts';
import { checkRuns } from './change-state.ts';
import { databaseOutput } from './describe.ts';
import { ownDatabase, rdsTarget } from './find.ts';
import { BackupRetentionPeriod, Identifier } from './shapes.ts';

/**
 * What it holds, and its key, stay as they are; it follows nobody any more.
 * Simplified: at once; AWS reboots the instance, which takes minutes.
 */
export const promoteReadReplica = defineOperation({
  service: 'rds',
  name: 'PromoteReadReplica',
  summary: 'Makes a read replica a DB instance of its own, under the key that it has.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_PromoteReadReplica.html',
  input: structure({ DBInstanceIdentifier: Identifier }, { BackupRetentionPeriod }),
  readOnly: false,
  mutates: true,
  find: (input, scope) => [rdsTarget(scope, 'rds:PromoteReadReplica', `db:${input.DBInstanceIdentifier}`)],
  check(input, scope) {
    const database = ownDatabase(scope, input.DBInstanceIdentifier);
    checkRuns(database);
    if (database.replicaOf !== null) return;
    throw new RdsError(
      'InvalidDBInstanceState',
      `DB Instance ${database.dbInstanceIdentifier} is not a read replica.`,
      'database-replicates-nothing',
    );
  },
  handle(input, scope) {
    const database = ownDatabase(scope, input.DBInstanceIdentifier);
    const { arn, settings: before } = database;
    const settings = { ...before, backupRetentionPeriodDays: input.BackupRetentionPeriod ?? 1 };
    return {
      output: { DBInstance: databaseOutput({ ...database, replicaOf: null, settings }, scope.world) },
      facts: [
        { type: 'databasePromoted', arn },
        { type: 'databaseModified', arn, settings },
      ],
    };
  },
});
