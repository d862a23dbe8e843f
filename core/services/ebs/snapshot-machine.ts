import { assign, setup } from 'xstate';
import type { EpochMs } from '../../ports.ts';
import type { StoredData } from './blocks.ts';

/** What the machine of a snapshot of a volume remembers. */
export interface SnapshotContext {
  readonly dueAt: EpochMs | null;
  /** The volume's data at the moment of CreateSnapshot: a snapshot is a point in time. */
  readonly data: StoredData;
  readonly completionTime: EpochMs | null;
}

export type SnapshotEvent =
  | { readonly type: 'TimePassed'; readonly now: EpochMs }
  | { readonly type: 'DeleteSnapshot' };

/**
 * The life of a snapshot made from a volume. It keeps its volume's data key, so it asks nothing of KMS.
 * Source: EC2 API Reference, Snapshot (status); services.md sections 3 and 5.
 */
export const snapshotMachine = setup({
  types: {
    context: {} as SnapshotContext,
    events: {} as SnapshotEvent,
    input: {} as { readonly dueAt: EpochMs; readonly data: StoredData },
  },
  guards: {
    isDue: ({ context, event }) => event.type === 'TimePassed' && context.dueAt !== null && event.now >= context.dueAt,
  },
  actions: {
    complete: assign((_, { now }: { now: EpochMs }) => ({ dueAt: null, completionTime: now })),
  },
}).createMachine({
  id: 'snapshot',
  context: ({ input }) => ({ dueAt: input.dueAt, data: input.data, completionTime: null }),
  initial: 'pending',
  states: {
    pending: {
      on: {
        TimePassed: {
          guard: 'isDue',
          target: 'completed',
          actions: { type: 'complete', params: ({ event }) => event },
        },
        DeleteSnapshot: 'deleted',
      },
    },
    completed: { on: { DeleteSnapshot: 'deleted' } },
    deleted: { type: 'final' },
  },
});
