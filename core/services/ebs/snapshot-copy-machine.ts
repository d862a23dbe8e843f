import { and, assign, setup } from 'xstate';
import type { KeyArn } from '../../cloud/arn.ts';
import type { EpochMs } from '../../ports.ts';
import { type BlockMap, type WrappedDataKey, withoutAssociated } from './blocks.ts';
import { DATA_KEY_DELAY_MS, TRANSFER_MS } from './delays.ts';
import type { CopyFailure, CopyInput, CopyStep, SnapshotCopyContext, SnapshotCopyEvent } from './snapshot-copy.ts';

type EventOf<T extends SnapshotCopyEvent['type']> = Extract<SnapshotCopyEvent, { type: T }>;

const setUp = setup({
  types: {
    context: {} as SnapshotCopyContext,
    events: {} as SnapshotCopyEvent,
    input: {} as CopyInput,
  },
  guards: {
    isDue: ({ context, event }) => event.type === 'TimePassed' && context.dueAt !== null && event.now >= context.dueAt,
    isUnencrypted: ({ context }) => context.plan === 'plain',
    /** The source's blocks lie encrypted. */
    opensSource: ({ context }) => context.plan === 'reencrypt' || context.plan === 'share',
    encryptsForTheFirstTime: ({ context }) => context.plan === 'encrypt',
    /** The target key turns out to be the source's, of the same owner and Region. */
    isSourceKey: ({ context }, { keyArn }: { keyArn: KeyArn }) =>
      context.isOwnHere && context.source.dataKey?.keyArn === keyArn,
    sharesDataKey: ({ context }) => context.plan === 'share',
    isToBeDeleted: ({ context }) => context.isToBeDeleted,
  },
  actions: {
    /** An effect: the lab takes the step and answers with the step's event, or StepRefused. */
    takeStep: (_, __: { step: CopyStep }) => undefined,
    stopWaiting: assign({ dueAt: null }),
    waitForDataKey: assign((_, { at }: { at: EpochMs }) => ({ dueAt: at + DATA_KEY_DELAY_MS })),
    waitForTransfer: assign((_, { at }: { at: EpochMs }) => ({ dueAt: at + TRANSFER_MS })),
    keepTargetKey: assign((_, { keyArn }: { keyArn: KeyArn }) => ({ targetKeyArn: keyArn })),
    keepGrant: assign((_, { grantId }: { grantId: string }) => ({ grantId })),
    keepDataKey: assign((_, { dataKey }: { dataKey: WrappedDataKey }) => ({ dataKey })),
    shareDataKey: assign(({ context }) => ({ plan: 'share' as const, dataKey: context.source.dataKey })),
    complete: assign(({ context }, { blocks, at }: { blocks: BlockMap; at: EpochMs }) => ({
      data: { dataKey: context.dataKey, blocks },
      completionTime: at,
    })),
    keepFailure: assign((_, { step, message, because }: CopyFailure) => ({ failure: { step, message, because } })),
    deleteAtTheEnd: assign({ isToBeDeleted: true }),
    associate: assign(({ context }, { dataKey }: { dataKey: WrappedDataKey }) => ({
      data: context.data === null ? null : { ...context.data, associated: dataKey },
    })),
    disassociate: assign(({ context }) => ({ data: context.data === null ? null : withoutAssociated(context.data) })),
  },
});

const keepTargetKey = {
  type: 'keepTargetKey',
  params: ({ event }: { event: EventOf<'KeyDescribed'> }) => event,
} as const;

const waitForDataKey = {
  type: 'waitForDataKey',
  params: ({ event }: { event: EventOf<'KeyDescribed'> }) => event,
} as const;

const waitForTransfer = {
  type: 'waitForTransfer',
  params: ({ event }: { event: EventOf<'KeyDescribed' | 'DataKeyMade'> }) => event,
} as const;

const StepRefused = [
  { guard: 'isToBeDeleted', target: 'deleted' },
  {
    target: 'error',
    actions: { type: 'keepFailure', params: ({ event }: { event: EventOf<'StepRefused'> }) => event },
  },
] as const;

/** EBS finishes a snapshot first, and deletes it then. Source: EBS User Guide, "Delete an Amazon EBS snapshot". */
const DeleteSnapshot = { actions: 'deleteAtTheEnd' } as const;

/**
 * One copy of a snapshot. EC2 answers CopySnapshot at once; afterwards EBS asks KMS step by step, as the caller, and
 * every step may be refused: then the copy ends in `error`.
 * Source: EBS User Guide, "Copy an Amazon EBS snapshot" and "Share the KMS key"; services.md sections 3, 5 and 6.
 */
export const snapshotCopyMachine = setUp.createMachine({
  id: 'snapshotCopy',
  context: ({ input }) => ({
    ...input,
    targetKeyArn: null,
    data: null,
    dataKey: null,
    grantId: null,
    completionTime: null,
    failure: null,
    isToBeDeleted: false,
  }),
  initial: 'accepted',
  states: {
    accepted: {
      on: {
        TimePassed: [
          {
            guard: and(['isDue', 'isUnencrypted']),
            target: 'transferring',
            actions: { type: 'waitForTransfer', params: ({ event }) => ({ at: event.now }) },
          },
          { guard: 'isDue', target: 'describingTargetKey', actions: 'stopWaiting' },
        ],
        DeleteSnapshot,
      },
    },
    describingTargetKey: {
      entry: { type: 'takeStep', params: { step: 'describeTargetKey' } },
      on: {
        KeyDescribed: [
          {
            guard: { type: 'isSourceKey', params: ({ event }) => event },
            target: 'transferring',
            actions: [keepTargetKey, 'shareDataKey', waitForTransfer],
          },
          { guard: 'opensSource', target: 'describingSourceKey', actions: keepTargetKey },
          { guard: 'encryptsForTheFirstTime', target: 'checked', actions: [keepTargetKey, waitForDataKey] },
        ],
        StepRefused,
      },
    },
    describingSourceKey: {
      entry: { type: 'takeStep', params: { step: 'describeSourceKey' } },
      on: { KeyDescribed: { target: 'checked', actions: waitForDataKey }, StepRefused },
    },
    checked: {
      on: { TimePassed: { guard: 'isDue', target: 'grantingOnTargetKey', actions: 'stopWaiting' }, DeleteSnapshot },
    },
    grantingOnTargetKey: {
      entry: { type: 'takeStep', params: { step: 'grantOnTargetKey' } },
      on: {
        GrantCreated: { target: 'makingDataKey', actions: { type: 'keepGrant', params: ({ event }) => event } },
        StepRefused,
      },
    },
    makingDataKey: {
      entry: { type: 'takeStep', params: { step: 'makeDataKey' } },
      on: {
        DataKeyMade: {
          target: 'transferring',
          actions: [{ type: 'keepDataKey', params: ({ event }) => event }, waitForTransfer],
        },
        StepRefused,
      },
    },
    transferring: {
      on: {
        TimePassed: [
          { guard: and(['isDue', 'opensSource']), target: 'openingSourceDataKey', actions: 'stopWaiting' },
          { guard: and(['isDue', 'encryptsForTheFirstTime']), target: 'openingTargetDataKey', actions: 'stopWaiting' },
          { guard: and(['isDue', 'isUnencrypted']), target: 'copyingBlocks', actions: 'stopWaiting' },
        ],
        DeleteSnapshot,
      },
    },
    openingSourceDataKey: {
      entry: { type: 'takeStep', params: { step: 'openSourceDataKey' } },
      on: {
        DataKeyOpened: [{ guard: 'sharesDataKey', target: 'copyingBlocks' }, { target: 'openingTargetDataKey' }],
        StepRefused,
      },
    },
    openingTargetDataKey: {
      entry: { type: 'takeStep', params: { step: 'openTargetDataKey' } },
      on: { DataKeyOpened: 'copyingBlocks', StepRefused },
    },
    copyingBlocks: {
      entry: { type: 'takeStep', params: { step: 'copyBlocks' } },
      on: {
        BlocksCopied: [
          { guard: 'isToBeDeleted', target: 'deleted' },
          { target: 'completed', actions: { type: 'complete', params: ({ event }) => event } },
        ],
        StepRefused,
      },
    },
    completed: {
      on: {
        DeleteSnapshot: 'deleted',
        KmsKeyAssociated: { actions: { type: 'associate', params: ({ event }) => event } },
        KmsKeyDisassociated: { actions: 'disassociate' },
      },
    },
    error: { on: { DeleteSnapshot: 'deleted' } },
    deleted: { type: 'final' },
  },
});
