import { assign, setup } from 'xstate';
import type { Because } from '../../errors/because.ts';
import type { EpochMs } from '../../ports.ts';
import type { StoredData } from './blocks.ts';

/** What a volume's machine remembers. */
export interface VolumeContext {
  /** When the next step by itself is due; null when none is. */
  readonly dueAt: EpochMs | null;
  readonly data: StoredData | null;
  readonly failure: { readonly message: string; readonly because: Because } | null;
}

export type VolumeEvent =
  | { readonly type: 'TimePassed'; readonly now: EpochMs }
  | { readonly type: 'DataPrepared'; readonly data: StoredData }
  | { readonly type: 'KmsRefused'; readonly message: string; readonly because: Because }
  | { readonly type: 'BlockWritten'; readonly block: number; readonly blockId: string }
  | { readonly type: 'AttachVolume' }
  | { readonly type: 'Detached' }
  | { readonly type: 'DeleteVolume' };

const BlockWritten = {
  actions: {
    type: 'keepBlock',
    params: ({ event }: { event: Extract<VolumeEvent, { type: 'BlockWritten' }> }) => event,
  },
} as const;

/**
 * The life of an EBS volume; what binds it to an instance has a machine of its own. EC2 accepts CreateVolume at once and asks KMS afterwards:
 * a key that may not be used shows up as the state `error`.
 * Source: EC2 API Reference, Volume (state); EBS User Guide, "Amazon EBS encryption"; services.md section 3.
 */
export const volumeMachine = setup({
  types: {
    context: {} as VolumeContext,
    events: {} as VolumeEvent,
    input: {} as { readonly dueAt: EpochMs },
  },
  guards: {
    isDue: ({ context }, { now }: { now: EpochMs }) => context.dueAt !== null && now >= context.dueAt,
  },
  actions: {
    /** An effect: the lab makes or opens the data key at KMS and answers with DataPrepared or KmsRefused. */
    prepareData: () => undefined,
    stopWaiting: assign({ dueAt: null }),
    keepData: assign((_, { data }: { data: StoredData }) => ({ data })),
    keepBlock: assign(({ context }, { block, blockId }: { block: number; blockId: string }) => ({
      data: context.data === null ? null : { ...context.data, blocks: { ...context.data.blocks, [block]: blockId } },
    })),
    keepFailure: assign((_, { message, because }: { message: string; because: Because }) => ({
      failure: { message, because },
    })),
  },
}).createMachine({
  id: 'volume',
  context: ({ input }) => ({ dueAt: input.dueAt, data: null, failure: null }),
  initial: 'creating',
  states: {
    creating: {
      on: {
        TimePassed: {
          guard: { type: 'isDue', params: ({ event }) => ({ now: event.now }) },
          target: 'creating',
          actions: ['stopWaiting', 'prepareData'],
        },
        DataPrepared: { target: 'available', actions: { type: 'keepData', params: ({ event }) => event } },
        KmsRefused: { target: 'error', actions: { type: 'keepFailure', params: ({ event }) => event } },
      },
    },
    available: {
      on: {
        BlockWritten,
        AttachVolume: 'in-use',
        DeleteVolume: 'deleted',
      },
    },
    'in-use': { on: { BlockWritten, Detached: 'available' } },
    error: { on: { DeleteVolume: 'deleted' } },
    deleted: { type: 'final' },
  },
});
