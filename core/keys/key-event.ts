import type { EpochMs } from '../ports.ts';
import type { RotationType } from './key-context.ts';

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
  | {
      readonly type: 'ImportKeyMaterial';
      readonly keyMaterialId: string;
      readonly at: EpochMs;
      readonly validTo: EpochMs | null;
    }
  | { readonly type: 'DeleteImportedKeyMaterial' }
  | { readonly type: 'KeyStoreDisconnected' }
  | { readonly type: 'KeyStoreReconnected' }
  | { readonly type: 'PrimaryRegionUpdateStarted' }
  | { readonly type: 'PrimaryRegionUpdateFinished' }
  | { readonly type: 'EnableKeyRotation'; readonly rotationPeriodInDays: number; readonly at: EpochMs }
  | { readonly type: 'DisableKeyRotation' }
  | { readonly type: 'RotateKeyOnDemand'; readonly at: EpochMs; readonly completionDate: EpochMs }
  | {
      readonly type: 'KeyMaterialRotated';
      readonly keyMaterialId: string;
      readonly rotationType: RotationType;
      readonly at: EpochMs;
    }
  | { readonly type: 'TimePassed'; readonly now: EpochMs };
