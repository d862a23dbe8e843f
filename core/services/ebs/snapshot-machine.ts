import { and, assign, setup } from 'xstate';
import type { EpochMs } from '../../ports.ts';
import { type StoredData, type WrappedDataKey, withoutAssociated } from './blocks.ts';

/** What the machine of a snapshot of a volume remembers. */
export interface SnapshotContext {
  /** When it is completed; null afterwards. */
  readonly dueAt: EpochMs | null;
  /** The volume's data at the moment of CreateSnapshot: a snapshot is a point in time. */
  readonly data: StoredData;
  readonly completionTime: EpochMs | null;
  /** DeleteSnapshot came while the snapshot was pending. */
  readonly isToBeDeleted: boolean;
}

export type SnapshotEvent =
  | { readonly type: 'TimePassed'; readonly now: EpochMs }
  | { readonly type: 'KmsKeyAssociated'; readonly dataKey: WrappedDataKey }
  | { readonly type: 'KmsKeyDisassociated' }
  | { readonly type: 'DeleteSnapshot' };

const setUp = setup({
  types: {
    context: {} as SnapshotContext,
    events: {} as SnapshotEvent,
    input: {} as { readonly dueAt: EpochMs; readonly data: StoredData },
  },
  guards: {
    isDue: ({ context, event }) => event.type === 'TimePassed' && context.dueAt !== null && event.now >= context.dueAt,
    isToBeDeleted: ({ context }) => context.isToBeDeleted,
  },
  actions: {
    complete: assign((_, { now }: { now: EpochMs }) => ({ dueAt: null, completionTime: now })),
    deleteAtTheEnd: assign({ isToBeDeleted: true }),
    associate: assign(({ context }, { dataKey }: { dataKey: WrappedDataKey }) => ({
      data: { ...context.data, associated: dataKey },
    })),
    disassociate: assign(({ context }) => ({ data: withoutAssociated(context.data) })),
  },
});

/**
 * The life of a snapshot made from a volume. It keeps its volume's data key, so it asks nothing of KMS. One that is
 * deleted while it is pending is finished first.
 * Source: EC2 API Reference, Snapshot (status); EBS User Guide, "Delete an Amazon EBS snapshot"; services.md sections 3
 * and 5.
 */
export const snapshotMachine = setUp.createMachine({
  id: 'snapshot',
  context: ({ input }) => ({ ...input, completionTime: null, isToBeDeleted: false }),
  initial: 'pending',
  states: {
    pending: {
      on: {
        TimePassed: [
          { guard: and(['isDue', 'isToBeDeleted']), target: 'deleted' },
          { guard: 'isDue', target: 'completed', actions: { type: 'complete', params: ({ event }) => event } },
        ],
        DeleteSnapshot: { actions: 'deleteAtTheEnd' },
      },
    },
    completed: {
      on: {
        DeleteSnapshot: 'deleted',
        KmsKeyAssociated: { actions: { type: 'associate', params: ({ event }) => event } },
        KmsKeyDisassociated: { actions: 'disassociate' },
      },
    },
    deleted: { type: 'final' },
  },
});
