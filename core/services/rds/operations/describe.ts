import { RdsError } from '../../../errors/rds-errors.ts';
import type { World } from '../../../lab/world.ts';
import { epochSeconds } from '../../../operations/key-metadata.ts';
import { pageAfter } from '../../../operations/pagination.ts';
import type { Database, DbSnapshot } from '../database.ts';
import { nameFrom, replicasOf } from '../replicas.ts';

/** A DB instance as RDS answers it. Source: RDS API Reference, DBInstance. */
export function databaseOutput(database: Database, world: World): Readonly<Record<string, unknown>> {
  const { settings, machine, keyArn, replicaOf, region } = database;
  const replicas = replicasOf(world, database).map(({ arn }) => nameFrom(database, arn));
  return {
    DBInstanceIdentifier: database.dbInstanceIdentifier,
    DBInstanceClass: settings.dbInstanceClass,
    Engine: database.engine,
    DBInstanceStatus: machine.value,
    MasterUsername: database.masterUsername,
    AllocatedStorage: settings.allocatedStorageGiB,
    InstanceCreateTime: epochSeconds(database.createTime),
    BackupRetentionPeriod: settings.backupRetentionPeriodDays,
    AvailabilityZone: `${region}a`,
    MultiAZ: false,
    EngineVersion: database.engineVersion,
    ...(replicaOf === null ? {} : { ReadReplicaSourceDBInstanceIdentifier: nameFrom(database, replicaOf) }),
    ReadReplicaDBInstanceIdentifiers: replicas,
    PubliclyAccessible: false,
    StorageType: 'gp2',
    StorageEncrypted: keyArn !== null,
    ...(keyArn === null ? {} : { KmsKeyId: keyArn }),
    DbiResourceId: database.dbiResourceId,
    DBInstanceArn: database.arn,
    DeletionProtection: settings.deletionProtection,
    TagList: database.tags,
  };
}

/** A DB snapshot as RDS answers it; one of another account is known by its ARN. Source: RDS API Reference, DBSnapshot. */
export function snapshotOutput(snapshot: DbSnapshot, forAccount: string): Readonly<Record<string, unknown>> {
  const { keyArn, copy, accountId } = snapshot;
  const isOwn = accountId === forAccount;
  const status = snapshotStatus(snapshot);
  return {
    DBSnapshotIdentifier: isOwn ? snapshot.dbSnapshotIdentifier : snapshot.arn,
    DBInstanceIdentifier: snapshot.dbInstanceIdentifier,
    SnapshotCreateTime: epochSeconds(snapshot.snapshotCreateTime),
    Engine: snapshot.engine,
    AllocatedStorage: snapshot.allocatedStorageGiB,
    Status: status,
    AvailabilityZone: `${snapshot.region}a`,
    InstanceCreateTime: epochSeconds(snapshot.instanceCreateTime),
    MasterUsername: snapshot.masterUsername,
    EngineVersion: snapshot.engineVersion,
    SnapshotType: isOwn ? 'manual' : 'shared',
    PercentProgress: status === 'available' ? 100 : 0,
    ...(copy === null ? {} : { SourceRegion: copy.sourceRegion, SourceDBSnapshotIdentifier: copy.sourceArn }),
    StorageType: 'gp2',
    Encrypted: keyArn !== null,
    ...(keyArn === null ? {} : { KmsKeyId: keyArn }),
    DBSnapshotArn: snapshot.arn,
    DbiResourceId: snapshot.dbiResourceId,
    TagList: isOwn ? snapshot.tags : [],
  };
}

/** A snapshot's status in RDS's words. */
export function snapshotStatus({ machine }: DbSnapshot): 'creating' | 'available' | 'failed' {
  return machine.value === 'available' || machine.value === 'failed' ? machine.value : 'creating';
}

/** What the attributes of a snapshot are. Source: RDS API Reference, DBSnapshotAttributesResult. */
export function attributesOutput({ dbSnapshotIdentifier, sharedWith }: DbSnapshot, shared = sharedWith) {
  return {
    DBSnapshotAttributesResult: {
      DBSnapshotIdentifier: dbSnapshotIdentifier,
      DBSnapshotAttributes: [{ AttributeName: 'restore', AttributeValues: shared }],
    },
  };
}

type Filter = { readonly Name: string; readonly Values: readonly string[] };

/** What every filter lets through: one of its values must be the item's. @throws {RdsError} for an unknown filter */
export function filtered<T>(
  items: readonly T[],
  filters: readonly Filter[] | undefined,
  fields: Readonly<Record<string, (item: T) => readonly string[]>>,
): readonly T[] {
  return (filters ?? []).reduce((left, { Name, Values }) => {
    const field = Object.hasOwn(fields, Name) ? fields[Name] : undefined;
    if (field === undefined) {
      throw new RdsError('InvalidParameterValue', `Unrecognized filter name: ${Name}`, 'invalid-parameter');
    }
    return left.filter((item) => field(item).some((value) => Values.includes(value)));
  }, items);
}

/** A page in RDS's manner. @throws {RdsError} for a marker that RDS didn't give */
export function pageByMarker<T>(
  all: readonly T[],
  idOf: (item: T) => string,
  { MaxRecords = 100, Marker: marker }: { readonly MaxRecords?: number; readonly Marker?: string },
): { readonly items: readonly T[]; readonly next: { readonly Marker?: string } } {
  const { items, next } = pageAfter(
    all,
    idOf,
    { limit: Math.min(MaxRecords, 100), marker },
    () => new RdsError('InvalidParameterValue', 'Invalid value for Marker', 'invalid-marker'),
  );
  return { items, next: next === null ? {} : { Marker: next } };
}
