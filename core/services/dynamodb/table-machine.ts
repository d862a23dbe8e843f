import { assign, setup } from 'xstate';
import type { EpochMs } from '../../ports.ts';

/** What a table's machine remembers. */
export interface TableContext {
  /** When the next step of its life is due by itself; null when none is. */
  readonly stepAt: EpochMs | null;
  /** When DynamoDB looks whether it may still use the table's KMS key; null while nothing has happened to the key. */
  readonly checkAt: EpochMs | null;
  /** Since when DynamoDB can't use the key; null while it can. */
  readonly inaccessibleSince: EpochMs | null;
  readonly archivedAt: EpochMs | null;
}

export type TableEvent =
  | { readonly type: 'TimePassed'; readonly now: EpochMs }
  | { readonly type: 'UpdateTable' | 'DeleteTable'; readonly doneAt: EpochMs }
  /** Something happened to the table's KMS key, or to the grant on it. */
  | { readonly type: 'KeyChanged'; readonly checkAt: EpochMs }
  | { readonly type: 'KeyUsable' }
  | { readonly type: 'KeyUnusable'; readonly at: EpochMs; readonly archiveAt: EpochMs };

/** How long an inaccessible table waits, and how long archiving it takes here. Source: services.md section 12. */
export const ARCHIVED_AFTER_MS = 7 * 86_400_000;
const ARCHIVING_TAKES_MS = 60_000;

type At = { readonly now: EpochMs };

const tableSetup = setup({
  types: {
    context: {} as TableContext,
    events: {} as TableEvent,
    input: {} as { readonly doneAt: EpochMs },
  },
  guards: {
    stepIsDue: ({ context }, { now }: At) => context.stepAt !== null && now >= context.stepAt,
    checkIsDue: ({ context }, { now }: At) => context.checkAt !== null && now >= context.checkAt,
  },
  actions: {
    /** An effect: the lab asks KMS as DynamoDB, by its grant, and answers with KeyUsable or KeyUnusable. */
    checkKey: () => undefined,
    endCheck: assign({ checkAt: null }),
    endStep: assign({ stepAt: null }),
    planStep: assign((_, { at }: { at: EpochMs }) => ({ stepAt: at })),
    planCheck: assign((_, { at }: { at: EpochMs }) => ({ checkAt: at })),
    loseKey: assign(({ context }, { at }: { at: EpochMs }) => ({
      inaccessibleSince: context.inaccessibleSince ?? at,
    })),
    findKey: assign({ inaccessibleSince: null, stepAt: null }),
    noteArchived: assign((_, { at }: { at: EpochMs }) => ({ archivedAt: at })),
  },
});

const stepIsDue = {
  type: 'stepIsDue',
  params: ({ event }: { event: At }) => ({ now: event.now }),
} as const;
const checkIsDue = {
  type: 'checkIsDue',
  params: ({ event }: { event: At }) => ({ now: event.now }),
} as const;
const planStep = {
  type: 'planStep',
  params: ({ event }: { event: { readonly doneAt: EpochMs } }) => ({ at: event.doneAt }),
} as const;
const planCheck = {
  type: 'planCheck',
  params: ({ event }: { event: { readonly checkAt: EpochMs } }) => ({ at: event.checkAt }),
} as const;

/**
 * The life of a table, in the words of TableStatus. A table whose KMS key DynamoDB can't use any more is inaccessible,
 * comes back with its key, and is archived after seven days.
 * Simplified: AWS does not say how soon it finds out; here five minutes after the key has changed, which is how long a
 * table key stays in memory.
 * Source: DynamoDB API Reference, TableDescription (TableStatus, ArchivalSummary); services.md section 12.
 */
export const tableMachine = tableSetup.createMachine({
  id: 'table',
  context: ({ input }) => ({ stepAt: input.doneAt, checkAt: null, inaccessibleSince: null, archivedAt: null }),
  initial: 'CREATING',
  states: {
    CREATING: {
      on: {
        TimePassed: { guard: stepIsDue, target: 'ACTIVE', actions: 'endStep' },
        KeyChanged: { target: 'CREATING', actions: planCheck },
      },
    },
    ACTIVE: {
      on: {
        UpdateTable: { target: 'UPDATING', actions: planStep },
        DeleteTable: { target: 'DELETING', actions: planStep },
        KeyChanged: { target: 'ACTIVE', actions: planCheck },
        TimePassed: { guard: checkIsDue, target: 'ACTIVE', actions: ['endCheck', 'checkKey'] },
        KeyUsable: 'ACTIVE',
        KeyUnusable: {
          target: 'INACCESSIBLE_ENCRYPTION_CREDENTIALS',
          actions: [
            { type: 'loseKey', params: ({ event }) => ({ at: event.at }) },
            { type: 'planStep', params: ({ event }) => ({ at: event.archiveAt }) },
          ],
        },
      },
    },
    UPDATING: {
      on: {
        TimePassed: { guard: stepIsDue, target: 'ACTIVE', actions: 'endStep' },
        KeyChanged: { target: 'UPDATING', actions: planCheck },
      },
    },
    INACCESSIBLE_ENCRYPTION_CREDENTIALS: {
      on: {
        DeleteTable: { target: 'DELETING', actions: ['endCheck', planStep] },
        KeyChanged: { target: 'INACCESSIBLE_ENCRYPTION_CREDENTIALS', actions: planCheck },
        TimePassed: [
          {
            guard: stepIsDue,
            target: 'ARCHIVING',
            actions: [
              'endCheck',
              { type: 'planStep', params: ({ event }) => ({ at: event.now + ARCHIVING_TAKES_MS }) },
            ],
          },
          {
            guard: checkIsDue,
            target: 'INACCESSIBLE_ENCRYPTION_CREDENTIALS',
            actions: ['endCheck', 'checkKey'],
          },
        ],
        KeyUsable: { target: 'ACTIVE', actions: 'findKey' },
        KeyUnusable: 'INACCESSIBLE_ENCRYPTION_CREDENTIALS',
      },
    },
    ARCHIVING: {
      on: {
        TimePassed: {
          guard: stepIsDue,
          target: 'ARCHIVED',
          actions: ['endStep', { type: 'noteArchived', params: ({ event }) => ({ at: event.now }) }],
        },
      },
    },
    ARCHIVED: { on: { DeleteTable: { target: 'DELETING', actions: planStep } } },
    DELETING: { on: { TimePassed: { guard: stepIsDue, target: 'gone', actions: 'endStep' } } },
    gone: { type: 'final' },
  },
});
