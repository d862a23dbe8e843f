import { assign, setup } from 'xstate';
import type { Because } from '../../errors/because.ts';
import type { EpochMs } from '../../ports.ts';
import type { DatabaseData } from './database.ts';
import { RECOVERY_MS, START_MS, STOPPED_AT_MOST_MS } from './delays.ts';

/** Work of RDS's hosts for an instance. */
export type DatabaseStep = 'openStorage' | 'checkKey' | 'forgetKey' | 'closeStorage';

/** What a DB instance's machine remembers. */
export interface DatabaseContext {
  /** When the next step by itself is due; null when none is. */
  readonly dueAt: EpochMs | null;
  readonly data: DatabaseData | null;
  /** By which RDS uses the key now; a start makes a new grant. Null for an unencrypted instance. */
  readonly grantId: string | null;
  /** Why the key can't be used. */
  readonly failure: KeyFailure | null;
}

export interface KeyFailure {
  readonly message: string;
  readonly because: Because;
}

export type DatabaseEvent =
  | { readonly type: 'TimePassed'; readonly now: EpochMs }
  | { readonly type: 'StorageOpened'; readonly data: DatabaseData }
  /** What KMS refused to RDS, when; an instance without automated backups is lost at once. */
  | ({ readonly type: 'KeyRefused'; readonly at: EpochMs; readonly isRecoverable: boolean } & KeyFailure)
  | { readonly type: 'KeyFound' }
  /** Something about the key or the grant has changed, so that RDS is to look at it. */
  | { readonly type: 'KeyChanged'; readonly dueAt: EpochMs }
  | { readonly type: 'BlockWritten'; readonly block: number; readonly blockId: string }
  | { readonly type: 'StopDBInstance'; readonly dueAt: EpochMs }
  | { readonly type: 'StartDBInstance'; readonly dueAt: EpochMs; readonly grantId: string | null }
  | { readonly type: 'DeleteDBInstance'; readonly dueAt: EpochMs };

type EventOf<T extends DatabaseEvent['type']> = Extract<DatabaseEvent, { type: T }>;

const setUp = setup({
  types: {
    context: {} as DatabaseContext,
    events: {} as DatabaseEvent,
    input: {} as Pick<DatabaseContext, 'dueAt' | 'grantId'>,
  },
  guards: {
    isDue: ({ context, event }) => event.type === 'TimePassed' && context.dueAt !== null && event.now >= context.dueAt,
    isRecoverable: ({ event }) => event.type === 'KeyRefused' && event.isRecoverable,
  },
  actions: {
    /** An effect: RDS's host does it, and answers with the step's event where there is one. */
    takeStep: (_, __: { step: DatabaseStep }) => undefined,
    wait: assign((_, { until }: { until: EpochMs | null }) => ({ dueAt: until })),
    keepData: assign((_, { data }: { data: DatabaseData }) => ({ data, failure: null })),
    keepGrant: assign((_, { grantId }: { grantId: string | null }) => ({ grantId })),
    keepFailure: assign((_, { message, because }: KeyFailure) => ({ failure: { message, because } })),
    keepBlock: assign(({ context }, { block, blockId }: { block: number; blockId: string }) => ({
      data: context.data === null ? null : { ...context.data, blocks: { ...context.data.blocks, [block]: blockId } },
    })),
  },
});

const stopWaiting = { type: 'wait', params: { until: null } } as const;
const waitAsSaid = {
  type: 'wait',
  params: ({
    event,
  }: {
    event: EventOf<'KeyChanged' | 'StopDBInstance' | 'StartDBInstance' | 'DeleteDBInstance'>;
  }) => ({
    until: event.dueAt,
  }),
} as const;
const keepFailure = { type: 'keepFailure', params: ({ event }: { event: EventOf<'KeyRefused'> }) => event } as const;
const waitForRecovery = {
  type: 'wait',
  params: ({ event }: { event: EventOf<'KeyRefused'> }) => ({ until: event.at + RECOVERY_MS }),
} as const;

const openStorage = { type: 'takeStep', params: { step: 'openStorage' } } as const;
const closeStorage = { type: 'takeStep', params: { step: 'closeStorage' } } as const;

const KeyRefused = [
  {
    guard: 'isRecoverable',
    target: 'inaccessible-encryption-credentials-recoverable',
    actions: [keepFailure, waitForRecovery],
  },
  { target: 'inaccessible-encryption-credentials', actions: [keepFailure, stopWaiting] },
] as const;

const StorageOpened = {
  target: 'available',
  actions: { type: 'keepData', params: ({ event }: { event: EventOf<'StorageOpened'> }) => event },
} as const;

const DeleteDBInstance = { target: 'deleting', actions: [waitAsSaid, closeStorage] } as const;

const StartDBInstance = {
  target: 'starting',
  actions: [waitAsSaid, { type: 'keepGrant', params: ({ event }: { event: EventOf<'StartDBInstance'> }) => event }],
} as const;

/**
 * The life of a DB instance. RDS holds its data key while it runs, and looks at the KMS key again when something about
 * it has changed: an instance whose key is lost can be started again within seven days, if the key is back by then.
 * Source: RDS User Guide, "Viewing Amazon RDS DB instance status" and "Encrypting Amazon RDS resources"; services.md
 * section 8.
 */
export const databaseMachine = setUp.createMachine({
  id: 'database',
  context: ({ input }) => ({ ...input, data: null, failure: null }),
  initial: 'creating',
  states: {
    creating: {
      on: {
        TimePassed: { guard: 'isDue', actions: [stopWaiting, openStorage] },
        StorageOpened,
        KeyRefused,
      },
    },
    available: {
      on: {
        KeyChanged: { actions: waitAsSaid },
        TimePassed: {
          guard: 'isDue',
          actions: [stopWaiting, { type: 'takeStep', params: { step: 'checkKey' } }],
        },
        KeyFound: 'available',
        KeyRefused,
        BlockWritten: { actions: { type: 'keepBlock', params: ({ event }) => event } },
        StopDBInstance: {
          target: 'stopping',
          actions: [waitAsSaid, { type: 'takeStep', params: { step: 'forgetKey' } }],
        },
        DeleteDBInstance,
      },
    },
    stopping: {
      on: {
        TimePassed: {
          guard: 'isDue',
          target: 'stopped',
          actions: { type: 'wait', params: ({ event }) => ({ until: event.now + STOPPED_AT_MOST_MS }) },
        },
      },
    },
    stopped: {
      on: {
        TimePassed: {
          guard: 'isDue',
          target: 'starting',
          actions: { type: 'wait', params: ({ event }) => ({ until: event.now + START_MS }) },
        },
        StartDBInstance,
        DeleteDBInstance,
      },
    },
    starting: {
      on: {
        TimePassed: { guard: 'isDue', actions: [stopWaiting, openStorage] },
        StorageOpened,
        KeyRefused,
      },
    },
    'inaccessible-encryption-credentials-recoverable': {
      on: {
        StartDBInstance,
        TimePassed: { guard: 'isDue', target: 'inaccessible-encryption-credentials', actions: stopWaiting },
        DeleteDBInstance,
      },
    },
    'inaccessible-encryption-credentials': { on: { DeleteDBInstance } },
    deleting: { on: { TimePassed: { guard: 'isDue', target: 'deleted', actions: stopWaiting } } },
    deleted: { type: 'final' },
  },
});
