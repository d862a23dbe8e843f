import { assign, setup } from 'xstate';
import type { EpochMs } from '../../ports.ts';
import type { DatabaseData, DatabaseKey } from './database.ts';
import type { KeyFailure } from './database-machine.ts';
import { COPY_TRANSFER_MS } from './delays.ts';

/** Work of RDS's hosts for a copy. */
export type DbSnapshotStep = 'makeDataKey' | 'copyBlocks';

/**
 * What becomes of the data: `keep` it as it is (a snapshot of an instance, and a copy of an unencrypted one), or encrypt
 * it under a data key of its own.
 */
export type DbSnapshotPlan = 'keep' | 'encrypt';

/** What a DB snapshot's machine remembers. */
export interface DbSnapshotContext {
  readonly plan: DbSnapshotPlan;
  /** When the next step by itself is due; null when none is. */
  readonly dueAt: EpochMs | null;
  /** The data that it is made from, as it was when RDS was asked. */
  readonly source: DatabaseData;
  readonly dataKey: DatabaseKey | null;
  readonly data: DatabaseData | null;
  readonly failure: KeyFailure | null;
}

export type DbSnapshotInput = Pick<DbSnapshotContext, 'plan' | 'dueAt' | 'source'>;

export type DbSnapshotEvent =
  | { readonly type: 'TimePassed'; readonly now: EpochMs }
  | { readonly type: 'DataKeyMade'; readonly dataKey: DatabaseKey; readonly at: EpochMs }
  | { readonly type: 'BlocksCopied'; readonly data: DatabaseData }
  | ({ readonly type: 'KeyRefused' } & KeyFailure)
  | { readonly type: 'DeleteDBSnapshot' };

const setUp = setup({
  types: { context: {} as DbSnapshotContext, events: {} as DbSnapshotEvent, input: {} as DbSnapshotInput },
  guards: {
    isDue: ({ context, event }) => event.type === 'TimePassed' && context.dueAt !== null && event.now >= context.dueAt,
    isDueAsItIs: ({ context, event }) =>
      context.plan === 'keep' && event.type === 'TimePassed' && context.dueAt !== null && event.now >= context.dueAt,
  },
  actions: {
    /** An effect: RDS's host does it, and answers with the step's event, or KeyRefused. */
    takeStep: (_, __: { step: DbSnapshotStep }) => undefined,
    wait: assign((_, { until }: { until: EpochMs | null }) => ({ dueAt: until })),
    keepSource: assign(({ context }) => ({ data: context.source })),
    keepDataKey: assign((_, { dataKey }: { dataKey: DatabaseKey }) => ({ dataKey })),
    keepData: assign((_, { data }: { data: DatabaseData }) => ({ data })),
    keepFailure: assign((_, { message, because }: KeyFailure) => ({ failure: { message, because } })),
  },
});

const stopWaiting = { type: 'wait', params: { until: null } } as const;
const KeyRefused = {
  target: 'failed',
  actions: {
    type: 'keepFailure',
    params: ({ event }: { event: Extract<DbSnapshotEvent, { type: 'KeyRefused' }> }) => event,
  },
} as const;

/**
 * The life of a manual DB snapshot. One of an instance keeps the instance's data key, so it asks nothing of KMS. A copy
 * under a key is encrypted anew, by the grants that CopyDBSnapshot has made: a key that is lost meanwhile fails it.
 * Source: RDS API Reference, CreateDBSnapshot and CopyDBSnapshot; services.md section 8.
 */
export const dbSnapshotMachine = setUp.createMachine({
  id: 'dbSnapshot',
  context: ({ input }) => ({ ...input, dataKey: null, data: null, failure: null }),
  initial: 'creating',
  states: {
    creating: {
      on: {
        TimePassed: [
          { guard: 'isDueAsItIs', target: 'available', actions: [stopWaiting, 'keepSource'] },
          {
            guard: 'isDue',
            actions: [stopWaiting, { type: 'takeStep', params: { step: 'makeDataKey' } }],
          },
        ],
        DataKeyMade: {
          target: 'copying',
          actions: [
            { type: 'keepDataKey', params: ({ event }) => event },
            { type: 'wait', params: ({ event }) => ({ until: event.at + COPY_TRANSFER_MS }) },
          ],
        },
        KeyRefused,
      },
    },
    copying: {
      on: {
        TimePassed: {
          guard: 'isDue',
          actions: [stopWaiting, { type: 'takeStep', params: { step: 'copyBlocks' } }],
        },
        BlocksCopied: { target: 'available', actions: { type: 'keepData', params: ({ event }) => event } },
        KeyRefused,
      },
    },
    available: { on: { DeleteDBSnapshot: 'deleted' } },
    failed: { on: { DeleteDBSnapshot: 'deleted' } },
    deleted: { type: 'final' },
  },
});
