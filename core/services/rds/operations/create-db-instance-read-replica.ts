import { partitionOf } from '../../../cloud/regions.ts';
import { RdsError } from '../../../errors/rds-errors.ts';
import { defineOperation, type Scope } from '../../../operations/operation.ts';
import { boolean, string, structure } from '../../../operations/shape.ts';
import { onBehalfOf } from '../../on-behalf-of.ts';
import type { Database } from '../database.ts';
import { checkRuns } from './change-state.ts';
import { checkFreeDatabase, checkIdentifier, databaseArn, databaseThere, makingTargets, rdsTarget } from './find.ts';
import { acceptedInstance, newIds } from './new-instance.ts';
import { DBInstanceClass, Identifier, KmsKeyId, Tags } from './shapes.ts';
import { checkedTags } from './tags.ts';

const ACTION = 'rds:CreateDBInstanceReadReplica';

/**
 * Called in the Region where the replica is to be. In the source's own Region it is under the source's key; in another,
 * under one of that Region, which must be named. RDS makes the replica a data key of its own in either case.
 * Simplified: a presigned URL is not asked for; the source's Region stands in its ARN.
 * Source: RDS API Reference, CreateDBInstanceReadReplica, KmsKeyId; services.md section 8.
 */
export const createDBInstanceReadReplica = defineOperation({
  service: 'rds',
  name: 'CreateDBInstanceReadReplica',
  summary:
    "Makes a read replica of a DB instance: here under the source's key, or from another Region under one of here.",
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstanceReadReplica.html',
  input: structure(
    { DBInstanceIdentifier: Identifier },
    {
      SourceDBInstanceIdentifier: Identifier,
      DBInstanceClass,
      KmsKeyId,
      DeletionProtection: boolean(),
      Tags,
      PreSignedUrl: string(),
    },
  ),
  readOnly: false,
  mutates: true,
  find: (input, scope) => [
    ...makingTargets(scope, ACTION, databaseArn(scope, input.DBInstanceIdentifier), input.Tags),
    rdsTarget(scope, ACTION, databaseArn(scope, input.SourceDBInstanceIdentifier ?? '*')),
  ],
  check(input, scope) {
    const source = sourceOf(input, scope);
    checkIdentifier(input.DBInstanceIdentifier, 'DBInstanceIdentifier', 63);
    checkedTags(input.Tags);
    checkRuns(source);
    if (source.settings.backupRetentionPeriodDays === 0) {
      throw new RdsError(
        'InvalidDBInstanceState',
        'Automated backups are not enabled for this database instance. To enable automated backups, use ModifyDBInstance to set the backup retention period to a non-zero value.',
        'backups-are-off',
      );
    }
    checkFreeDatabase(scope.world, databaseArn(scope, input.DBInstanceIdentifier));
    checkKey(input.KmsKeyId, source, scope);
  },
  async handle(input, scope) {
    const { request, requestId, rds } = scope;
    const { region, accountId } = request;
    const source = sourceOf(input, scope);
    const ids = newIds(scope);
    const keyId = input.KmsKeyId ?? source.keyArn;
    const key = { keyId: keyId ?? '', called: 'Specified' } as const;
    const by = onBehalfOf(request, requestId);
    const given = keyId === null ? null : await rds.grantForInstance({ key, accountId, by, region }, ids.dbiResourceId);
    const { engine, engineVersion, masterUsername, settings } = source;
    return acceptedInstance(scope, {
      ...ids,
      engine,
      engineVersion,
      masterUsername,
      name: input.DBInstanceIdentifier.toLowerCase(),
      given,
      source: null,
      cameFrom: { how: 'replica', arn: source.arn },
      replicaOf: source.arn,
      settings: {
        dbInstanceClass: input.DBInstanceClass ?? settings.dbInstanceClass,
        allocatedStorageGiB: settings.allocatedStorageGiB,
        // A replica begins without automated backups, whatever its source has.
        backupRetentionPeriodDays: 0,
        deletionProtection: input.DeletionProtection ?? false,
      },
      tags: checkedTags(input.Tags),
    });
  },
});

/** @throws {RdsError} DBInstanceNotFound, InvalidParameterCombination */
function sourceOf(input: { readonly SourceDBInstanceIdentifier?: string }, scope: Scope): Database {
  const { SourceDBInstanceIdentifier: identifier } = input;
  if (identifier === undefined) {
    throw new RdsError(
      'InvalidParameterCombination',
      'The lab replicates a SourceDBInstanceIdentifier alone: the request must name one.',
      'invalid-parameter',
    );
  }
  const source = databaseThere(scope, identifier);
  if (partitionOf(source.region) === partitionOf(scope.request.region)) return source;
  throw new RdsError('InvalidParameterValue', 'A read replica stays in its partition.', 'invalid-parameter');
}

/** @throws {RdsError} for a key where there must be none, or none where there must be one */
function checkKey(keyId: string | undefined, { keyArn, region }: Database, { request }: Scope): void {
  if (keyArn === null && keyId !== undefined) {
    throw new RdsError(
      'InvalidParameterCombination',
      'An encrypted read replica can not be made of an unencrypted DB instance.',
      'replica-of-unencrypted',
    );
  }
  if (keyArn !== null && keyId !== undefined && region === request.region) {
    throw new RdsError(
      'InvalidParameterCombination',
      'A read replica in the Region of its source is under the key of the source: KmsKeyId can not be named.',
      'replica-has-key',
    );
  }
  if (keyArn === null || keyId !== undefined || region === request.region) return;
  throw new RdsError(
    'InvalidParameterCombination',
    'A KMS key of this Region must be named for the read replica of an encrypted DB instance in another Region.',
    'replica-needs-key',
  );
}
