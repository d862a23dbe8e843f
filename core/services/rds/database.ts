import type { AccountId, KeyArn } from '../../cloud/arn.ts';
import { partitionOf, type Region } from '../../cloud/regions.ts';
import type { EpochMs } from '../../ports.ts';
import type { BlockMap } from '../ebs/blocks.ts';
import type { OnBehalfOf } from '../on-behalf-of.ts';
import type { DatabaseAtRest, DbSnapshotAtRest } from './at-rest.ts';

/** A data key as it lies beside a database's data: wrapped by a KMS key under an encryption context. */
export interface DatabaseKey {
  readonly keyArn: KeyArn;
  /** Base64 of KMS's CiphertextBlob. */
  readonly ciphertextBlob: string;
  readonly context: Readonly<Record<string, string>>;
}

/** A database's data at one point in time. */
export interface DatabaseData {
  /** Null for data that lies unencrypted. */
  readonly dataKey: DatabaseKey | null;
  readonly blocks: BlockMap;
}

/** The DB snapshot that a database was restored from, or the DB instance that it began as a replica of. */
export interface DatabaseOrigin {
  readonly how: 'restore' | 'replica';
  readonly arn: string;
}

/** What ModifyDBInstance may change. */
export interface DatabaseSettings {
  readonly dbInstanceClass: string;
  readonly allocatedStorageGiB: number;
  readonly backupRetentionPeriodDays: number;
  readonly deletionProtection: boolean;
}

/** What never changes in a DB instance. Source: RDS API Reference, DBInstance. */
export interface DatabaseIdentity {
  readonly arn: string;
  readonly dbInstanceIdentifier: string;
  /** `db-…`, which no other DB instance ever has. */
  readonly dbiResourceId: string;
  /** The storage beneath it, which stands in the encryption context too. */
  readonly volumeId: string;
  readonly accountId: AccountId;
  readonly region: Region;
  readonly engine: string;
  readonly engineVersion: string;
  readonly masterUsername: string;
  /** The KMS key; null for an unencrypted instance. */
  readonly keyArn: KeyArn | null;
  /** By which RDS uses the key; null for an unencrypted instance. */
  readonly grantId: string | null;
  /** The data that it begins with: a snapshot's, or a source's. Null for a new database. */
  readonly source: DatabaseData | null;
  /** Where that data came from; left out for a new database, and for restored ones of worlds that older versions wrote. */
  readonly cameFrom?: DatabaseOrigin;
  /** The ARN of the DB instance that it is a read replica of. */
  readonly replicaOf: string | null;
  readonly createTime: EpochMs;
  readonly onBehalfOf: OnBehalfOf;
}

/** A DB instance as the world holds it. */
export interface Database extends DatabaseIdentity {
  machine: DatabaseAtRest;
  /** Null from its promotion on. */
  replicaOf: string | null;
  settings: DatabaseSettings;
  tags: readonly RdsTag[];
}

export interface RdsTag {
  readonly Key: string;
  readonly Value: string;
}

/** What never changes in a DB snapshot. Source: RDS API Reference, DBSnapshot. */
export interface DbSnapshotIdentity {
  readonly arn: string;
  readonly dbSnapshotIdentifier: string;
  readonly dbInstanceIdentifier: string;
  readonly dbiResourceId: string;
  readonly accountId: AccountId;
  readonly region: Region;
  readonly engine: string;
  readonly engineVersion: string;
  readonly masterUsername: string;
  readonly allocatedStorageGiB: number;
  readonly instanceCreateTime: EpochMs;
  readonly snapshotCreateTime: EpochMs;
  /** The KMS key; null for an unencrypted snapshot. */
  readonly keyArn: KeyArn | null;
  readonly copy: DbSnapshotCopyOrigin | null;
}

/** Where a copy comes from, and the grants by which RDS makes it. */
export interface DbSnapshotCopyOrigin {
  readonly sourceArn: string;
  readonly sourceRegion: Region;
  /** The storage of the copy, which stands in its encryption context. */
  readonly storageId: string;
  /** On the source's key; null where the source lies unencrypted. */
  readonly sourceGrantId: string | null;
  /** On the copy's own key; null where it lies unencrypted. */
  readonly targetGrantId: string | null;
  readonly onBehalfOf: OnBehalfOf;
}

/** A DB snapshot as the world holds it. */
export interface DbSnapshot extends DbSnapshotIdentity {
  machine: DbSnapshotAtRest;
  /** Accounts that may copy or restore it, or `all`. */
  sharedWith: readonly string[];
  tags: readonly RdsTag[];
}

/** The ARN of a resource of RDS, e.g. `db:orders` or `snapshot:orders-1`. */
export function rdsArn(region: Region, accountId: AccountId, resource: string): string {
  return `arn:${partitionOf(region)}:rds:${region}:${accountId}:${resource}`;
}

/**
 * The context under which RDS has the data key of an instance wrapped.
 * Simplified: AWS uses the one pair for the database and the other for its storage, in calls of their own; here both
 * pairs stand in each. Source: KMS Developer Guide, "How Amazon RDS uses AWS KMS".
 */
export function databaseContext({ dbiResourceId, volumeId }: Pick<DatabaseIdentity, 'dbiResourceId' | 'volumeId'>) {
  return { ...grantContext({ dbiResourceId }), 'aws:ebs:id': volumeId };
}

/** What must stand in the context of every call by an instance's grant. */
export function grantContext({ dbiResourceId }: Pick<DatabaseIdentity, 'dbiResourceId'>) {
  return { 'aws:rds:db-id': dbiResourceId };
}

/** The context of a copied snapshot, which belongs to no database: that of its storage. */
export function storageContext(storageId: string): Readonly<Record<string, string>> {
  return { 'aws:ebs:id': storageId };
}
