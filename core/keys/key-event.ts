import type { EpochMs } from '../ports.ts';
import type { SharedProperties } from './key-context.ts';
import type { MaterialImport, RotationType } from './key-material.ts';

/** Events are operations (in the API's spelling) or facts about the world. */
export type KeyEvent =
  | { readonly type: 'KeyMaterialCreated'; readonly keyMaterialId: string; readonly at: EpochMs }
  | { readonly type: 'KeyMaterialAwaited' }
  | { readonly type: 'EnableKey' }
  | { readonly type: 'DisableKey' }
  | {
      readonly type: 'ScheduleKeyDeletion';
      readonly deletionDate: EpochMs;
      readonly pendingWindowInDays: number;
      readonly hasReplicas: boolean;
    }
  | { readonly type: 'CancelKeyDeletion' }
  | { readonly type: 'LastReplicaDeleted'; readonly at: EpochMs }
  | ({ readonly type: 'ImportKeyMaterial' } & MaterialImport)
  /** Null means the current material. */
  | { readonly type: 'DeleteImportedKeyMaterial'; readonly keyMaterialId: string | null }
  | { readonly type: 'KeyStoreDisconnected' }
  | { readonly type: 'KeyStoreReconnected' }
  | {
      readonly type: 'PrimaryRegionUpdateStarted';
      readonly becomesReplica: boolean;
      readonly completionDate: EpochMs;
    }
  /** What a primary shares has come to the replica. */
  | { readonly type: 'PrimaryPropertiesCopied'; readonly shared: SharedProperties }
  | { readonly type: 'EnableKeyRotation'; readonly rotationPeriodInDays: number; readonly at: EpochMs }
  | { readonly type: 'DisableKeyRotation' }
  | { readonly type: 'RotateKeyOnDemand'; readonly at: EpochMs; readonly completionDate: EpochMs }
  | {
      readonly type: 'KeyMaterialRotated';
      readonly keyMaterialId: string;
      readonly rotationType: RotationType;
      readonly at: EpochMs;
    }
  /** The material that was to be rotated in is gone. */
  | { readonly type: 'OnDemandRotationCancelled' }
  | { readonly type: 'TimePassed'; readonly now: EpochMs };
