import type { EpochMs } from '../../ports.ts';
import type { DatabaseIdentity, DatabaseSettings, DbSnapshotIdentity, RdsTag } from './database.ts';
import type { DatabaseEvent } from './database-machine.ts';
import type { DbSnapshotEvent, DbSnapshotInput } from './db-snapshot-machine.ts';

/** What becomes true of RDS's DB instances and snapshots, by their ARNs. The data itself lies in the store. */
export type RdsFact =
  | {
      readonly type: 'databaseCreated';
      readonly database: DatabaseIdentity;
      readonly settings: DatabaseSettings;
      readonly tags: readonly RdsTag[];
      readonly dueAt: EpochMs;
    }
  | { readonly type: 'databaseChanged'; readonly arn: string; readonly event: DatabaseEvent }
  | { readonly type: 'databaseModified'; readonly arn: string; readonly settings: DatabaseSettings }
  /** It follows nobody any more. */
  | { readonly type: 'databasePromoted'; readonly arn: string }
  | {
      readonly type: 'dbSnapshotCreated';
      readonly snapshot: DbSnapshotIdentity;
      readonly input: DbSnapshotInput;
      readonly tags: readonly RdsTag[];
    }
  | { readonly type: 'dbSnapshotChanged'; readonly arn: string; readonly event: DbSnapshotEvent }
  | { readonly type: 'dbSnapshotShared'; readonly arn: string; readonly sharedWith: readonly string[] }
  /** All the tags that it has from now on. */
  | { readonly type: 'rdsTagsSet'; readonly arn: string; readonly tags: readonly RdsTag[] };
