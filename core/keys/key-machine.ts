import { and, assign, setup, stateIn } from 'xstate';
import type { EpochMs } from '../ports.ts';
import { type KeyContext, type KeyKind, ON_DEMAND_ROTATION_LIMIT, type SharedProperties } from './key-context.ts';
import type { KeyEvent } from './key-event.ts';
import {
  afterCopy,
  afterDeletion,
  afterExpiry,
  afterImport,
  afterRotation,
  expiredBy,
  isComplete,
  type MaterialImport,
  type RotationType,
} from './key-material.ts';
import { DAY_MS } from './key-state.ts';

const setUp = setup({
  types: {
    context: {} as KeyContext,
    events: {} as KeyEvent,
    input: {} as KeyKind,
  },
  guards: {
    deletionDateReached: ({ context, event }) =>
      event.type === 'TimePassed' && context.deletionDate !== null && event.now >= context.deletionDate,
    isDone: ({ context, event }) =>
      event.type === 'TimePassed' && context.doneDate !== null && event.now >= context.doneDate,
    isDoneAndWasDisabled: ({ context, event }) =>
      event.type === 'TimePassed' &&
      context.doneDate !== null &&
      event.now >= context.doneDate &&
      context.resumeState === 'Disabled',
    materialExpired: ({ context, event }) => event.type === 'TimePassed' && expiredBy(context, event.now).length > 0,
    expiryLeavesGap: ({ context, event }) =>
      event.type === 'TimePassed' && isComplete(context) && !isComplete(afterExpiry(context, event.now)),
    deletionLeavesGap: ({ context, event }) =>
      event.type === 'DeleteImportedKeyMaterial' &&
      context.origin === 'EXTERNAL' &&
      !isComplete(afterDeletion(context, event.keyMaterialId)),
    completesMaterial: ({ context, event }) =>
      event.type === 'ImportKeyMaterial' && context.origin === 'EXTERNAL' && isComplete(afterImport(context, event)),
    copyLeavesGap: ({ context, event }) =>
      event.type === 'PrimaryPropertiesCopied' &&
      context.isReplica &&
      !isComplete(afterCopy(context, event.shared.materials)),
    primaryRotates: ({ context, event }) =>
      event.type === 'PrimaryPropertiesCopied' && context.isReplica && event.shared.rotatesAutomatically,
    isReplica: ({ context }) => context.isReplica,
    isReplicaOfImported: ({ context }) => context.isReplica && context.origin === 'EXTERNAL',
    rotationDateReached: ({ context, event }) =>
      event.type === 'TimePassed' &&
      !context.isReplica &&
      context.nextRotationDate !== null &&
      event.now >= context.nextRotationDate,
    onDemandRotationDone: ({ context, event }) =>
      event.type === 'TimePassed' &&
      context.onDemandCompletionDate !== null &&
      event.now >= context.onDemandCompletionDate,
    onDemandRotationsLeft: ({ context }) =>
      context.onDemandCount < ON_DEMAND_ROTATION_LIMIT &&
      (context.origin !== 'EXTERNAL' || context.pendingMaterial !== null),
    takesImportedMaterial: ({ context }) => context.origin === 'EXTERNAL',
    isInKeyStore: ({ context }) => context.origin === 'AWS_CLOUDHSM' || context.origin === 'EXTERNAL_KEY_STORE',
    isMultiRegion: ({ context }) => context.multiRegion,
    hasReplicas: ({ context, event }) =>
      context.multiRegion && event.type === 'ScheduleKeyDeletion' && event.hasReplicas,
    awaitsMaterial: ({ context }) => context.origin === 'EXTERNAL' && !isComplete(context),
    isAutomaticRotation: ({ event }) => event.type === 'KeyMaterialRotated' && event.rotationType === 'AUTOMATIC',
    isOnDemandRotation: ({ event }) => event.type === 'KeyMaterialRotated' && event.rotationType === 'ON_DEMAND',
    wasDisabled: ({ context }) => context.resumeState === 'Disabled',
  },
  actions: {
    addFirstMaterial: assign((_, { keyMaterialId, at }: { keyMaterialId: string; at: EpochMs }) => ({
      materials: [{ keyMaterialId, since: at, rotationType: null }],
    })),
    importMaterial: assign(({ context }, given: MaterialImport) => afterImport(context, given)),
    deleteMaterial: assign(({ context }, { keyMaterialId }: { keyMaterialId: string | null }) =>
      afterDeletion(context, keyMaterialId),
    ),
    expireMaterial: assign(({ context }, { now }: { now: EpochMs }) => afterExpiry(context, now)),
    forgetMaterial: assign({ materials: [], pendingMaterial: null }),
    rotateMaterial: assign(({ context }, params: { keyMaterialId: string; rotationType: RotationType; at: EpochMs }) =>
      afterRotation(context, params),
    ),
    copyFromPrimary: assign(({ context }, { shared }: { shared: SharedProperties }) => {
      const { materials, rotatesAutomatically: _, ...rotation } = shared;
      return { ...rotation, ...afterCopy(context, materials) };
    }),
    startUpdate: assign((_, params: { becomesReplica: boolean; completionDate: EpochMs }) => ({
      becomesReplica: params.becomesReplica,
      doneDate: params.completionDate,
    })),
    finishUpdate: assign(({ context }) => ({
      isReplica: context.becomesReplica ?? context.isReplica,
      becomesReplica: null,
      doneDate: null,
      resumeState: null,
    })),
    stopWaiting: assign({ doneDate: null }),
    setDeletionDate: assign((_, params: { deletionDate: EpochMs; pendingWindowInDays: number }) => params),
    rememberWindow: assign((_, { pendingWindowInDays }: { pendingWindowInDays: number }) => ({ pendingWindowInDays })),
    startWindow: assign(({ context }, { at }: { at: EpochMs }) => ({
      deletionDate: at + (context.pendingWindowInDays ?? 0) * DAY_MS,
    })),
    clearDeletionDate: assign({ deletionDate: null, pendingWindowInDays: null }),
    resumeEnabled: assign({ resumeState: 'Enabled' }),
    resumeDisabled: assign({ resumeState: 'Disabled' }),
    clearResumeState: assign({ resumeState: null }),
    scheduleRotation: assign(({ context }, params: { rotationPeriodInDays: number; at: EpochMs }) => ({
      rotationPeriodInDays: params.rotationPeriodInDays,
      nextRotationDate: (context.lastAutomaticRotationDate ?? params.at) + params.rotationPeriodInDays * DAY_MS,
    })),
    // What is turned on again counts from then, whenever the key rotated before.
    unscheduleRotation: assign({ rotationPeriodInDays: null, nextRotationDate: null, lastAutomaticRotationDate: null }),
    // The next date counts from the date that was scheduled. A key that was disabled on several dates rotates once for all.
    scheduleNextRotation: assign(({ context }, { now }: { now: EpochMs }) => {
      const periodMs = (context.rotationPeriodInDays ?? 0) * DAY_MS;
      const due = context.nextRotationDate ?? now;
      const lastAutomaticRotationDate = due + Math.floor((now - due) / periodMs) * periodMs;
      return { lastAutomaticRotationDate, nextRotationDate: lastAutomaticRotationDate + periodMs };
    }),
    startOnDemandRotation: assign(({ context }, params: { at: EpochMs; completionDate: EpochMs }) => ({
      onDemandStartDate: params.at,
      onDemandCompletionDate: params.completionDate,
      onDemandCount: context.onDemandCount + 1,
    })),
    finishOnDemandRotation: assign({ onDemandStartDate: null, onDemandCompletionDate: null }),
    /** An effect: the lab makes new material in its vault and answers with KeyMaterialRotated. */
    makeKeyMaterial: (_, __: { rotationType: RotationType }) => undefined,
    /** An effect: the lab copies the primary's material and properties, and answers with PrimaryPropertiesCopied. */
    makeReplica: () => undefined,
    /** An effect: the lab tells all replicas what has changed. */
    synchronizeReplicas: () => undefined,
  },
});

const whileEnabled = stateIn({ lifecycle: 'Enabled' });
const whileUpdating = stateIn({ lifecycle: 'Updating' });

const setDeletionDate = {
  type: 'setDeletionDate',
  params: ({ event }: { event: Extract<KeyEvent, { type: 'ScheduleKeyDeletion' }> }) => ({
    deletionDate: event.deletionDate,
    pendingWindowInDays: event.pendingWindowInDays,
  }),
} as const;

const scheduleDeletion = [
  {
    guard: 'hasReplicas',
    target: 'PendingReplicaDeletion',
    actions: {
      type: 'rememberWindow',
      params: ({ event }: { event: Extract<KeyEvent, { type: 'ScheduleKeyDeletion' }> }) => event,
    },
  },
  {
    target: 'PendingDeletion',
    actions: setDeletionDate,
  },
] as const;

const importMaterial = {
  type: 'importMaterial',
  params: ({ event }: { event: Extract<KeyEvent, { type: 'ImportKeyMaterial' }> }) => event,
} as const;

const deleteMaterial = {
  type: 'deleteMaterial',
  params: ({ event }: { event: Extract<KeyEvent, { type: 'DeleteImportedKeyMaterial' }> }) => event,
} as const;

const expireMaterial = {
  type: 'expireMaterial',
  params: ({ event }: { event: Extract<KeyEvent, { type: 'TimePassed' }> }) => event,
} as const;

const startUpdate = {
  type: 'startUpdate',
  params: ({ event }: { event: Extract<KeyEvent, { type: 'PrimaryRegionUpdateStarted' }> }) => event,
} as const;

const copyFromPrimary = {
  type: 'copyFromPrimary',
  params: ({ event }: { event: Extract<KeyEvent, { type: 'PrimaryPropertiesCopied' }> }) => event,
} as const;

/** Also a replica's rotation is on or off, as its primary's is; it does nothing by itself. */
const followPrimary = [
  { guard: 'primaryRotates', target: 'On', actions: copyFromPrimary },
  { guard: 'isReplica', target: 'Off', actions: copyFromPrimary },
] as const;

/** Back to Disabled, never straight to Enabled; a key that lost its imported material waits for it again. */
const cancelDeletion = [
  { guard: 'awaitsMaterial', target: 'PendingImport', actions: 'clearDeletionDate' },
  { target: 'Disabled', actions: 'clearDeletionDate' },
] as const;

/**
 * The life of one KMS key: its state, its automatic rotation and its on-demand rotation, side by side.
 * A call that AWS accepts as a no-op has a self-transition, for an event without a transition is a refusal.
 * Source: KMS Developer Guide, "Key states of AWS KMS keys" and "Rotating AWS KMS keys"; keys.md section 12.
 */
export const keyMachine = setUp.createMachine({
  id: 'key',
  type: 'parallel',
  context: ({ input }) => ({
    origin: input.origin,
    multiRegion: input.multiRegion,
    isReplica: input.replicaDoneDate !== undefined,
    becomesReplica: null,
    doneDate: input.replicaDoneDate ?? null,
    materials: [],
    pendingMaterial: null,
    deletionDate: null,
    pendingWindowInDays: null,
    resumeState: null,
    rotationPeriodInDays: null,
    nextRotationDate: null,
    lastAutomaticRotationDate: null,
    onDemandStartDate: null,
    onDemandCompletionDate: null,
    onDemandCount: 0,
  }),
  states: {
    lifecycle: {
      initial: 'Creating',
      states: {
        Creating: {
          on: {
            KeyMaterialCreated: {
              target: 'Enabled',
              actions: { type: 'addFirstMaterial', params: ({ event }) => event },
            },
            KeyMaterialAwaited: { guard: 'takesImportedMaterial', target: 'PendingImport' },
            /** A replica gets its material all the same: its deletion may be called off. */
            ScheduleKeyDeletion: [
              {
                guard: 'isReplica',
                target: 'PendingDeletion',
                actions: [setDeletionDate, 'stopWaiting', 'makeReplica'],
              },
              ...scheduleDeletion,
            ],
            TimePassed: { guard: 'isDone', target: 'Creating', actions: ['stopWaiting', 'makeReplica'] },
            PrimaryPropertiesCopied: [
              { guard: 'isReplicaOfImported', target: 'PendingImport', actions: 'stopWaiting' },
              { guard: 'isReplica', target: 'Enabled', actions: 'stopWaiting' },
            ],
          },
        },
        Enabled: {
          on: {
            EnableKey: 'Enabled',
            DisableKey: 'Disabled',
            ScheduleKeyDeletion: scheduleDeletion,
            ImportKeyMaterial: { guard: 'takesImportedMaterial', target: 'Enabled', actions: importMaterial },
            DeleteImportedKeyMaterial: [
              { guard: 'deletionLeavesGap', target: 'PendingImport', actions: deleteMaterial },
              { guard: 'takesImportedMaterial', target: 'Enabled', actions: deleteMaterial },
            ],
            TimePassed: [
              { guard: 'expiryLeavesGap', target: 'PendingImport', actions: expireMaterial },
              { guard: 'materialExpired', target: 'Enabled', actions: expireMaterial },
            ],
            PrimaryPropertiesCopied: { guard: 'copyLeavesGap', target: 'PendingImport' },
            KeyStoreDisconnected: { guard: 'isInKeyStore', target: 'Unavailable', actions: 'resumeEnabled' },
            PrimaryRegionUpdateStarted: {
              guard: 'isMultiRegion',
              target: 'Updating',
              actions: ['resumeEnabled', startUpdate],
            },
          },
        },
        Disabled: {
          on: {
            EnableKey: 'Enabled',
            DisableKey: 'Disabled',
            ScheduleKeyDeletion: scheduleDeletion,
            ImportKeyMaterial: { guard: 'takesImportedMaterial', target: 'Disabled', actions: importMaterial },
            DeleteImportedKeyMaterial: [
              { guard: 'deletionLeavesGap', target: 'PendingImport', actions: deleteMaterial },
              { guard: 'takesImportedMaterial', target: 'Disabled', actions: deleteMaterial },
            ],
            TimePassed: [
              { guard: 'expiryLeavesGap', target: 'PendingImport', actions: expireMaterial },
              { guard: 'materialExpired', target: 'Disabled', actions: expireMaterial },
            ],
            PrimaryPropertiesCopied: { guard: 'copyLeavesGap', target: 'PendingImport' },
            KeyStoreDisconnected: { guard: 'isInKeyStore', target: 'Unavailable', actions: 'resumeDisabled' },
            PrimaryRegionUpdateStarted: {
              guard: 'isMultiRegion',
              target: 'Updating',
              actions: ['resumeDisabled', startUpdate],
            },
          },
        },
        PendingDeletion: {
          on: {
            CancelKeyDeletion: cancelDeletion,
            DeleteImportedKeyMaterial: {
              guard: 'takesImportedMaterial',
              target: 'PendingDeletion',
              actions: deleteMaterial,
            },
            TimePassed: [
              { guard: 'deletionDateReached', target: 'Deleted', actions: 'forgetMaterial' },
              { guard: 'materialExpired', target: 'PendingDeletion', actions: expireMaterial },
            ],
          },
        },
        PendingReplicaDeletion: {
          on: {
            CancelKeyDeletion: cancelDeletion,
            DeleteImportedKeyMaterial: {
              guard: 'takesImportedMaterial',
              target: 'PendingReplicaDeletion',
              actions: deleteMaterial,
            },
            TimePassed: { guard: 'materialExpired', target: 'PendingReplicaDeletion', actions: expireMaterial },
            LastReplicaDeleted: {
              target: 'PendingDeletion',
              actions: { type: 'startWindow', params: ({ event }) => event },
            },
          },
        },
        PendingImport: {
          on: {
            ImportKeyMaterial: [
              { guard: 'completesMaterial', target: 'Enabled', actions: importMaterial },
              { guard: 'takesImportedMaterial', target: 'PendingImport', actions: importMaterial },
            ],
            DeleteImportedKeyMaterial: {
              guard: 'takesImportedMaterial',
              target: 'PendingImport',
              actions: deleteMaterial,
            },
            TimePassed: { guard: 'materialExpired', target: 'PendingImport', actions: expireMaterial },
            ScheduleKeyDeletion: scheduleDeletion,
          },
        },
        Unavailable: {
          on: {
            EnableKey: { target: 'Unavailable', actions: 'resumeEnabled' },
            DisableKey: { target: 'Unavailable', actions: 'resumeDisabled' },
            ScheduleKeyDeletion: scheduleDeletion,
            KeyStoreReconnected: [
              { guard: 'wasDisabled', target: 'Disabled', actions: 'clearResumeState' },
              { target: 'Enabled', actions: 'clearResumeState' },
            ],
          },
        },
        Updating: {
          on: {
            ImportKeyMaterial: { guard: 'takesImportedMaterial', target: 'Updating', actions: importMaterial },
            /** The same update asked for again is no error. */
            PrimaryRegionUpdateStarted: 'Updating',
            TimePassed: [
              { guard: 'isDoneAndWasDisabled', target: 'Disabled', actions: 'finishUpdate' },
              { guard: 'isDone', target: 'Enabled', actions: 'finishUpdate' },
            ],
          },
        },
        /** Ours, not a KeyState: AWS forgets the key. */
        Deleted: { type: 'final' },
      },
    },
    automaticRotation: {
      initial: 'Off',
      states: {
        Off: {
          on: {
            EnableKeyRotation: [
              {
                guard: whileEnabled,
                target: 'On',
                actions: [{ type: 'scheduleRotation', params: ({ event }) => event }, 'synchronizeReplicas'],
              },
              {
                guard: whileUpdating,
                target: 'On',
                actions: [{ type: 'scheduleRotation', params: ({ event }) => event }, 'synchronizeReplicas'],
              },
            ],
            DisableKeyRotation: [
              { guard: whileEnabled, target: 'Off' },
              { guard: whileUpdating, target: 'Off' },
            ],
            PrimaryPropertiesCopied: followPrimary,
          },
        },
        On: {
          on: {
            EnableKeyRotation: [
              {
                guard: whileEnabled,
                target: 'On',
                actions: [{ type: 'scheduleRotation', params: ({ event }) => event }, 'synchronizeReplicas'],
              },
              {
                guard: whileUpdating,
                target: 'On',
                actions: [{ type: 'scheduleRotation', params: ({ event }) => event }, 'synchronizeReplicas'],
              },
            ],
            DisableKeyRotation: [
              { guard: whileEnabled, target: 'Off', actions: ['unscheduleRotation', 'synchronizeReplicas'] },
              { guard: whileUpdating, target: 'Off', actions: ['unscheduleRotation', 'synchronizeReplicas'] },
            ],
            TimePassed: {
              guard: and([whileEnabled, 'rotationDateReached']),
              target: 'On',
              actions: [
                { type: 'scheduleNextRotation', params: ({ event }) => event },
                { type: 'makeKeyMaterial', params: { rotationType: 'AUTOMATIC' } },
              ],
            },
            PrimaryPropertiesCopied: followPrimary,
            KeyMaterialRotated: {
              target: 'On',
              guard: 'isAutomaticRotation',
              actions: { type: 'rotateMaterial', params: ({ event }) => event },
            },
          },
        },
      },
    },
    onDemandRotation: {
      initial: 'Idle',
      states: {
        Idle: {
          on: {
            RotateKeyOnDemand: {
              guard: and([whileEnabled, 'onDemandRotationsLeft']),
              target: 'InProgress',
              actions: [{ type: 'startOnDemandRotation', params: ({ event }) => event }, 'synchronizeReplicas'],
            },
          },
        },
        InProgress: {
          on: {
            /** A second call while the first runs succeeds and does nothing. */
            RotateKeyOnDemand: { guard: whileEnabled, target: 'InProgress' },
            TimePassed: {
              guard: 'onDemandRotationDone',
              target: 'InProgress',
              actions: { type: 'makeKeyMaterial', params: { rotationType: 'ON_DEMAND' } },
            },
            OnDemandRotationCancelled: {
              guard: 'takesImportedMaterial',
              target: 'Idle',
              actions: 'finishOnDemandRotation',
            },
            KeyMaterialRotated: {
              guard: 'isOnDemandRotation',
              target: 'Idle',
              actions: [{ type: 'rotateMaterial', params: ({ event }) => event }, 'finishOnDemandRotation'],
            },
          },
        },
      },
    },
  },
});
