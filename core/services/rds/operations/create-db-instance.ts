import { RdsError } from '../../../errors/rds-errors.ts';
import { defineOperation } from '../../../operations/operation.ts';
import { boolean, string, structure } from '../../../operations/shape.ts';
import { onBehalfOf } from '../../on-behalf-of.ts';
import { DEFAULT_KEY } from '../rds-kms.ts';
import { engineOf } from './engines.ts';
import { checkFreeDatabase, checkIdentifier, databaseArn, makingTargets } from './find.ts';
import { acceptedInstance, newIds } from './new-instance.ts';
import { AllocatedStorage, BackupRetentionPeriod, DBInstanceClass, Identifier, KmsKeyId, Tags } from './shapes.ts';
import { checkedTags } from './tags.ts';

/** Simplified: an instance has no login, so its password is taken, and kept nowhere. */
export const createDBInstance = defineOperation({
  service: 'rds',
  name: 'CreateDBInstance',
  summary: 'Makes a DB instance. Whether it is encrypted, and under which key, can never be changed afterwards.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html',
  input: structure(
    { DBInstanceIdentifier: Identifier, DBInstanceClass, Engine: string() },
    {
      EngineVersion: string(),
      AllocatedStorage,
      MasterUsername: string(),
      MasterUserPassword: string({ sensitive: true }),
      BackupRetentionPeriod,
      StorageEncrypted: boolean(),
      KmsKeyId,
      DeletionProtection: boolean(),
      Tags,
    },
  ),
  readOnly: false,
  mutates: true,
  find: (input, scope) =>
    makingTargets(scope, 'rds:CreateDBInstance', databaseArn(scope, input.DBInstanceIdentifier), input.Tags),
  check(input, scope) {
    checkIdentifier(input.DBInstanceIdentifier, 'DBInstanceIdentifier', 63);
    engineOf(input.Engine);
    checkedTags(input.Tags);
    checkFreeDatabase(scope.world, databaseArn(scope, input.DBInstanceIdentifier));
    if (input.KmsKeyId !== undefined && input.StorageEncrypted !== true) {
      throw new RdsError(
        'InvalidParameterCombination',
        'A KMS key can be named only for an instance whose storage is encrypted: set StorageEncrypted.',
        'invalid-parameter',
      );
    }
  },
  async handle(input, scope) {
    const { request, rds, requestId } = scope;
    const { region, accountId } = request;
    const ids = newIds(scope);
    const by = onBehalfOf(request, requestId);
    const key = { keyId: input.KmsKeyId ?? DEFAULT_KEY, called: 'Specified' } as const;
    const given =
      input.StorageEncrypted === true
        ? await rds.grantForInstance({ key, accountId, by, region }, ids.dbiResourceId)
        : null;
    return acceptedInstance(scope, {
      ...ids,
      ...engineOf(input.Engine, input.EngineVersion),
      name: input.DBInstanceIdentifier.toLowerCase(),
      masterUsername: input.MasterUsername ?? 'admin',
      given,
      source: null,
      replicaOf: null,
      settings: {
        dbInstanceClass: input.DBInstanceClass,
        allocatedStorageGiB: input.AllocatedStorage ?? 20,
        backupRetentionPeriodDays: input.BackupRetentionPeriod ?? 1,
        deletionProtection: input.DeletionProtection ?? false,
      },
      tags: checkedTags(input.Tags),
    });
  },
});
