import { and, assign, setup } from 'xstate';
import type { KeyArn } from '../../cloud/arn.ts';
import type { Because } from '../../errors/because.ts';
import type { EpochMs } from '../../ports.ts';
import type { BlockMap, StoredData, WrappedDataKey } from './blocks.ts';

/**
 * What a copy has to do with the data. `reencrypt`: under another KMS key; `encrypt`: from unencrypted;
 * `share`: same Region, owner and key, so data key and blocks stay as they are; `plain`: unencrypted to unencrypted.
 */
export type CopyPlan = 'reencrypt' | 'encrypt' | 'share' | 'plain';

/** The steps that EBS takes for the caller of CopySnapshot. All but the last are calls to KMS. */
export type CopyStep =
  | 'describeTargetKey'
  | 'describeSourceKey'
  | 'grantOnTargetKey'
  | 'makeDataKey'
  | 'openSourceDataKey'
  | 'openTargetDataKey'
  | 'copyBlocks';

/** What a copy's machine remembers. Plaintext data keys never stand here. */
export interface SnapshotCopyContext {
  readonly plan: CopyPlan;
  readonly dueAt: EpochMs | null;
  readonly source: StoredData;
  /** The key that the copy is to be under, once KMS has named it. */
  readonly targetKeyArn: KeyArn | null;
  /** The copy's own data: null until the blocks are copied. */
  readonly data: StoredData | null;
  /** The copy's own data key, wrapped under the target key; null until KMS has made it. */
  readonly dataKey: WrappedDataKey | null;
  readonly grantId: string | null;
  readonly completionTime: EpochMs | null;
  readonly failure: { readonly message: string; readonly because: Because; readonly step: CopyStep } | null;
}

export type SnapshotCopyEvent =
  | { readonly type: 'TimePassed'; readonly now: EpochMs }
  | { readonly type: 'KeyDescribed'; readonly keyArn: KeyArn; readonly at: EpochMs }
  | { readonly type: 'GrantCreated'; readonly grantId: string }
  | { readonly type: 'DataKeyMade'; readonly dataKey: WrappedDataKey; readonly at: EpochMs }
  | { readonly type: 'DataKeyOpened' }
  | { readonly type: 'BlocksCopied'; readonly blocks: BlockMap; readonly at: EpochMs }
  | { readonly type: 'StepRefused'; readonly step: CopyStep; readonly message: string; readonly because: Because }
  | { readonly type: 'DeleteSnapshot' };

/** From the checks to the data key, and from the data key to the end, by the lab's clock. Ours: AWS names no times. */
export const DATA_KEY_DELAY_MS = 4_000;
export const TRANSFER_MS = 55_000;

const setUp = setup({
  types: {
    context: {} as SnapshotCopyContext,
    events: {} as SnapshotCopyEvent,
    input: {} as { readonly plan: CopyPlan; readonly dueAt: EpochMs; readonly source: StoredData },
  },
  guards: {
    isDue: ({ context, event }) => event.type === 'TimePassed' && context.dueAt !== null && event.now >= context.dueAt,
    isUnencrypted: ({ context }) => context.plan === 'plain',
    opensSource: ({ context }) => context.plan === 'reencrypt',
    keepsDataKey: ({ context }) => context.plan === 'share',
    makesDataKey: ({ context }) => context.plan === 'encrypt',
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
    keepSourceDataKey: assign(({ context }) => ({ dataKey: context.source.dataKey })),
    complete: assign(({ context }, { blocks, at }: { blocks: BlockMap; at: EpochMs }) => ({
      data: { dataKey: context.dataKey, blocks },
      completionTime: at,
    })),
    keepFailure: assign((_, { step, message, because }: { step: CopyStep; message: string; because: Because }) => ({
      dueAt: null,
      failure: { step, message, because },
    })),
  },
});

const refusal = {
  target: 'error',
  actions: {
    type: 'keepFailure',
    params: ({ event }: { event: Extract<SnapshotCopyEvent, { type: 'StepRefused' }> }) => event,
  },
} as const;

const keepTargetKey = {
  type: 'keepTargetKey',
  params: ({ event }: { event: Extract<SnapshotCopyEvent, { type: 'KeyDescribed' }> }) => event,
} as const;

const startTransfer = {
  type: 'waitForTransfer',
  params: ({ event }: { event: Extract<SnapshotCopyEvent, { type: 'KeyDescribed' | 'DataKeyMade' }> }) => event,
} as const;

/**
 * One copy of a snapshot. EC2 answers CopySnapshot at once; afterwards EBS asks KMS step by step, as the caller, and
 * every step may be refused: then the copy ends in `error`.
 * Source: EBS User Guide, "Copy an Amazon EBS snapshot" and "Share the KMS key"; services.md sections 3, 5 and 6.
 */
export const snapshotCopyMachine = setUp.createMachine({
  id: 'snapshotCopy',
  context: ({ input }) => ({
    plan: input.plan,
    dueAt: input.dueAt,
    source: input.source,
    targetKeyArn: null,
    data: null,
    dataKey: null,
    grantId: null,
    completionTime: null,
    failure: null,
  }),
  initial: 'accepted',
  on: { DeleteSnapshot: '.deleted' },
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
      },
    },
    describingTargetKey: {
      entry: { type: 'takeStep', params: { step: 'describeTargetKey' } },
      on: {
        KeyDescribed: [
          { guard: 'opensSource', target: 'describingSourceKey', actions: keepTargetKey },
          {
            guard: 'keepsDataKey',
            target: 'transferring',
            actions: [keepTargetKey, 'keepSourceDataKey', startTransfer],
          },
          { target: 'checked', actions: [keepTargetKey, { type: 'waitForDataKey', params: ({ event }) => event }] },
        ],
        StepRefused: refusal,
      },
    },
    describingSourceKey: {
      entry: { type: 'takeStep', params: { step: 'describeSourceKey' } },
      on: {
        KeyDescribed: { target: 'checked', actions: { type: 'waitForDataKey', params: ({ event }) => event } },
        StepRefused: refusal,
      },
    },
    checked: {
      on: { TimePassed: { guard: 'isDue', target: 'grantingOnTargetKey', actions: 'stopWaiting' } },
    },
    grantingOnTargetKey: {
      entry: { type: 'takeStep', params: { step: 'grantOnTargetKey' } },
      on: {
        GrantCreated: { target: 'makingDataKey', actions: { type: 'keepGrant', params: ({ event }) => event } },
        StepRefused: refusal,
      },
    },
    makingDataKey: {
      entry: { type: 'takeStep', params: { step: 'makeDataKey' } },
      on: {
        DataKeyMade: {
          target: 'transferring',
          actions: [{ type: 'keepDataKey', params: ({ event }) => event }, startTransfer],
        },
        StepRefused: refusal,
      },
    },
    transferring: {
      on: {
        TimePassed: [
          { guard: and(['isDue', 'opensSource']), target: 'openingSourceDataKey', actions: 'stopWaiting' },
          { guard: and(['isDue', 'makesDataKey']), target: 'openingTargetDataKey', actions: 'stopWaiting' },
          { guard: 'isDue', target: 'copyingBlocks', actions: 'stopWaiting' },
        ],
      },
    },
    openingSourceDataKey: {
      entry: { type: 'takeStep', params: { step: 'openSourceDataKey' } },
      on: { DataKeyOpened: 'openingTargetDataKey', StepRefused: refusal },
    },
    openingTargetDataKey: {
      entry: { type: 'takeStep', params: { step: 'openTargetDataKey' } },
      on: { DataKeyOpened: 'copyingBlocks', StepRefused: refusal },
    },
    copyingBlocks: {
      entry: { type: 'takeStep', params: { step: 'copyBlocks' } },
      on: {
        BlocksCopied: { target: 'completed', actions: { type: 'complete', params: ({ event }) => event } },
        StepRefused: refusal,
      },
    },
    completed: {},
    error: {},
    deleted: { type: 'final' },
  },
});
