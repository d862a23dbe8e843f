import { and, assign, setup, stateIn } from 'xstate';
import type { EpochMs } from '../ports.ts';
import { type KeyContext, ON_DEMAND_ROTATION_LIMIT, type RotationType } from './key-context.ts';
import type { KeyEvent } from './key-event.ts';
import { DAY_MS } from './key-state.ts';

const setUp = setup({
  types: {
    context: {} as KeyContext,
    events: {} as KeyEvent,
    input: {} as Pick<KeyContext, 'origin' | 'multiRegion'>,
  },
  guards: {
    deletionDateReached: ({ context, event }) =>
      event.type === 'TimePassed' && context.deletionDate !== null && event.now >= context.deletionDate,
    materialExpired: ({ context, event }) =>
      event.type === 'TimePassed' && context.validTo !== null && event.now >= context.validTo,
    rotationDateReached: ({ context, event }) =>
      event.type === 'TimePassed' && context.nextRotationDate !== null && event.now >= context.nextRotationDate,
    onDemandRotationDone: ({ context, event }) =>
      event.type === 'TimePassed' &&
      context.onDemandCompletionDate !== null &&
      event.now >= context.onDemandCompletionDate,
    onDemandRotationsLeft: ({ context }) => context.onDemandCount < ON_DEMAND_ROTATION_LIMIT,
    takesImportedMaterial: ({ context }) => context.origin === 'EXTERNAL',
    isInKeyStore: ({ context }) => context.origin === 'AWS_CLOUDHSM' || context.origin === 'EXTERNAL_KEY_STORE',
    isMultiRegion: ({ context }) => context.multiRegion,
    hasReplicas: ({ context, event }) =>
      context.multiRegion && event.type === 'ScheduleKeyDeletion' && event.hasReplicas,
    awaitsMaterial: ({ context }) => context.origin === 'EXTERNAL' && context.materials.length === 0,
    isAutomaticRotation: ({ event }) => event.type === 'KeyMaterialRotated' && event.rotationType === 'AUTOMATIC',
    isOnDemandRotation: ({ event }) => event.type === 'KeyMaterialRotated' && event.rotationType === 'ON_DEMAND',
    wasDisabled: ({ context }) => context.resumeState === 'Disabled',
  },
  actions: {
    addFirstMaterial: assign((_, { keyMaterialId, at }: { keyMaterialId: string; at: EpochMs }) => ({
      materials: [{ keyMaterialId, since: at, rotationType: null }],
    })),
    importMaterial: assign((_, params: { keyMaterialId: string; at: EpochMs; validTo: EpochMs | null }) => ({
      materials: [{ keyMaterialId: params.keyMaterialId, since: params.at, rotationType: null }],
      validTo: params.validTo,
    })),
    forgetMaterial: assign({ materials: [], validTo: null }),
    rotateMaterial: assign(
      ({ context }, params: { keyMaterialId: string; rotationType: RotationType; at: EpochMs }) => ({
        materials: [
          ...context.materials,
          { keyMaterialId: params.keyMaterialId, since: params.at, rotationType: params.rotationType },
        ],
      }),
    ),
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
  },
});

const whileEnabled = stateIn({ lifecycle: 'Enabled' });
const whileUpdating = stateIn({ lifecycle: 'Updating' });

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
    actions: {
      type: 'setDeletionDate',
      params: ({ event }: { event: Extract<KeyEvent, { type: 'ScheduleKeyDeletion' }> }) => ({
        deletionDate: event.deletionDate,
        pendingWindowInDays: event.pendingWindowInDays,
      }),
    },
  },
] as const;

const importMaterial = {
  type: 'importMaterial',
  params: ({ event }: { event: Extract<KeyEvent, { type: 'ImportKeyMaterial' }> }) => event,
} as const;

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
    ...input,
    materials: [],
    deletionDate: null,
    pendingWindowInDays: null,
    resumeState: null,
    validTo: null,
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
            ScheduleKeyDeletion: scheduleDeletion,
          },
        },
        Enabled: {
          on: {
            EnableKey: 'Enabled',
            DisableKey: 'Disabled',
            ScheduleKeyDeletion: scheduleDeletion,
            ImportKeyMaterial: { guard: 'takesImportedMaterial', target: 'Enabled', actions: importMaterial },
            DeleteImportedKeyMaterial: {
              guard: 'takesImportedMaterial',
              target: 'PendingImport',
              actions: 'forgetMaterial',
            },
            TimePassed: { guard: 'materialExpired', target: 'PendingImport', actions: 'forgetMaterial' },
            KeyStoreDisconnected: { guard: 'isInKeyStore', target: 'Unavailable', actions: 'resumeEnabled' },
            PrimaryRegionUpdateStarted: { guard: 'isMultiRegion', target: 'Updating', actions: 'resumeEnabled' },
          },
        },
        Disabled: {
          on: {
            EnableKey: 'Enabled',
            DisableKey: 'Disabled',
            ScheduleKeyDeletion: scheduleDeletion,
            ImportKeyMaterial: { guard: 'takesImportedMaterial', target: 'Disabled', actions: importMaterial },
            DeleteImportedKeyMaterial: {
              guard: 'takesImportedMaterial',
              target: 'PendingImport',
              actions: 'forgetMaterial',
            },
            TimePassed: { guard: 'materialExpired', target: 'PendingImport', actions: 'forgetMaterial' },
            KeyStoreDisconnected: { guard: 'isInKeyStore', target: 'Unavailable', actions: 'resumeDisabled' },
            PrimaryRegionUpdateStarted: { guard: 'isMultiRegion', target: 'Updating', actions: 'resumeDisabled' },
          },
        },
        PendingDeletion: {
          on: {
            CancelKeyDeletion: cancelDeletion,
            DeleteImportedKeyMaterial: {
              guard: 'takesImportedMaterial',
              target: 'PendingDeletion',
              actions: 'forgetMaterial',
            },
            TimePassed: { guard: 'deletionDateReached', target: 'Deleted', actions: 'forgetMaterial' },
          },
        },
        PendingReplicaDeletion: {
          on: {
            CancelKeyDeletion: cancelDeletion,
            DeleteImportedKeyMaterial: {
              guard: 'takesImportedMaterial',
              target: 'PendingReplicaDeletion',
              actions: 'forgetMaterial',
            },
            LastReplicaDeleted: {
              target: 'PendingDeletion',
              actions: { type: 'startWindow', params: ({ event }) => event },
            },
          },
        },
        PendingImport: {
          on: {
            ImportKeyMaterial: { guard: 'takesImportedMaterial', target: 'Enabled', actions: importMaterial },
            DeleteImportedKeyMaterial: { guard: 'takesImportedMaterial', target: 'PendingImport' },
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
            PrimaryRegionUpdateFinished: [
              { guard: 'wasDisabled', target: 'Disabled', actions: 'clearResumeState' },
              { target: 'Enabled', actions: 'clearResumeState' },
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
                actions: { type: 'scheduleRotation', params: ({ event }) => event },
              },
              {
                guard: whileUpdating,
                target: 'On',
                actions: { type: 'scheduleRotation', params: ({ event }) => event },
              },
            ],
            DisableKeyRotation: [
              { guard: whileEnabled, target: 'Off' },
              { guard: whileUpdating, target: 'Off' },
            ],
          },
        },
        On: {
          on: {
            EnableKeyRotation: [
              {
                guard: whileEnabled,
                target: 'On',
                actions: { type: 'scheduleRotation', params: ({ event }) => event },
              },
              {
                guard: whileUpdating,
                target: 'On',
                actions: { type: 'scheduleRotation', params: ({ event }) => event },
              },
            ],
            DisableKeyRotation: [
              { guard: whileEnabled, target: 'Off', actions: 'unscheduleRotation' },
              { guard: whileUpdating, target: 'Off', actions: 'unscheduleRotation' },
            ],
            TimePassed: {
              guard: and([whileEnabled, 'rotationDateReached']),
              target: 'On',
              actions: [
                { type: 'scheduleNextRotation', params: ({ event }) => event },
                { type: 'makeKeyMaterial', params: { rotationType: 'AUTOMATIC' } },
              ],
            },
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
              actions: { type: 'startOnDemandRotation', params: ({ event }) => event },
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
