import { RdsError } from '../../../errors/rds-errors.ts';
import { defineOperation } from '../../../operations/operation.ts';
import { boolean, string, structure } from '../../../operations/shape.ts';
import { replicasOf } from '../replicas.ts';
import { checkRuns } from './change-state.ts';
import { databaseOutput } from './describe.ts';
import { ownDatabase, rdsTarget } from './find.ts';
import { AllocatedStorage, BackupRetentionPeriod, DBInstanceClass, Identifier } from './shapes.ts';

/**
 * It has no member for encryption: an instance can't be encrypted, decrypted or moved under another key where it is.
 * Simplified: changes are made at once, ApplyImmediately or not.
 */
export const modifyDBInstance = defineOperation({
  service: 'rds',
  name: 'ModifyDBInstance',
  summary: 'Changes the settings of a DB instance. Its encryption is none of them.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBInstance.html',
  input: structure(
    { DBInstanceIdentifier: Identifier },
    {
      AllocatedStorage,
      DBInstanceClass,
      ApplyImmediately: boolean(),
      MasterUserPassword: string({ sensitive: true }),
      BackupRetentionPeriod,
      DeletionProtection: boolean(),
    },
  ),
  readOnly: false,
  mutates: true,
  find: (input, scope) => [rdsTarget(scope, 'rds:ModifyDBInstance', `db:${input.DBInstanceIdentifier}`)],
  check(input, scope) {
    const database = ownDatabase(scope, input.DBInstanceIdentifier);
    checkRuns(database);
    if (input.BackupRetentionPeriod !== 0 || replicasOf(scope.world, database).length === 0) return;
    throw new RdsError(
      'InvalidParameterCombination',
      'Automated backups of a DB instance that has read replicas can not be turned off.',
      'database-replicates',
    );
  },
  handle(input, scope) {
    const database = ownDatabase(scope, input.DBInstanceIdentifier);
    const { settings: before, arn } = database;
    const settings = {
      dbInstanceClass: input.DBInstanceClass ?? before.dbInstanceClass,
      allocatedStorageGiB: input.AllocatedStorage ?? before.allocatedStorageGiB,
      backupRetentionPeriodDays: input.BackupRetentionPeriod ?? before.backupRetentionPeriodDays,
      deletionProtection: input.DeletionProtection ?? before.deletionProtection,
    };
    return {
      output: { DBInstance: databaseOutput({ ...database, settings }, scope.world) },
      facts: [{ type: 'databaseModified', arn, settings }],
    };
  },
});
