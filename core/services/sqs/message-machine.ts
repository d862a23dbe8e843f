import { assign, setup } from 'xstate';
import type { EpochMs } from '../../ports.ts';

/** What a message's machine remembers. */
export interface MessageContext {
  /** When it can be received, or received again, at the earliest; null while it can be now. */
  readonly visibleAt: EpochMs | null;
  /** When SQS deletes it, received or not. */
  readonly expiresAt: EpochMs;
  readonly receiveCount: number;
  readonly firstReceivedAt: EpochMs | null;
  /** Of the latest receipt; null before the first. */
  readonly receiptHandle: string | null;
}

export type MessageEvent =
  | { readonly type: 'TimePassed'; readonly now: EpochMs }
  /** `visibleAt` is null where nobody is kept from receiving it again. */
  | {
      readonly type: 'ReceiveMessage';
      readonly at: EpochMs;
      readonly visibleAt: EpochMs | null;
      readonly receiptHandle: string;
    }
  | { readonly type: 'ChangeMessageVisibility'; readonly visibleAt: EpochMs | null }
  | { readonly type: 'DeleteMessage' };

type At = { readonly now: EpochMs };

/**
 * The life of a message in a standard queue.
 * Source: SQS Developer Guide, "Amazon SQS visibility timeout", "Amazon SQS delay queues"; SQS API Reference,
 * MessageRetentionPeriod.
 */
const messageSetup = setup({
  types: {
    context: {} as MessageContext,
    events: {} as MessageEvent,
    input: {} as Pick<MessageContext, 'visibleAt' | 'expiresAt'>,
  },
  guards: {
    hasExpired: ({ context }, { now }: At) => now >= context.expiresAt,
    isVisible: ({ context }, { now }: At) => context.visibleAt !== null && now >= context.visibleAt,
    isHidden: (_, { visibleAt }: { visibleAt: EpochMs | null }) => visibleAt !== null,
    isDelayed: ({ context }) => context.visibleAt !== null,
  },
  actions: {
    show: assign({ visibleAt: null }),
    hide: assign((_, { visibleAt }: { visibleAt: EpochMs | null }) => ({ visibleAt })),
    noteReceipt: assign(({ context }, { at, receiptHandle }: { at: EpochMs; receiptHandle: string }) => ({
      receiveCount: context.receiveCount + 1,
      firstReceivedAt: context.firstReceivedAt ?? at,
      receiptHandle,
    })),
  },
});

const expires = {
  guard: { type: 'hasExpired', params: ({ event }: { event: At }) => ({ now: event.now }) },
  target: 'gone',
} as const;

const becomesVisible = {
  guard: { type: 'isVisible', params: ({ event }: { event: At }) => ({ now: event.now }) },
  target: 'available',
  actions: 'show',
} as const;

type Receipt = Extract<MessageEvent, { type: 'ReceiveMessage' }>;
const noteReceipt = { type: 'noteReceipt', params: ({ event }: { event: Receipt }) => event } as const;

/** Deleting goes by a receipt handle, and so does a message that has become visible again since. */
export const messageMachine = messageSetup.createMachine({
  id: 'message',
  context: ({ input }) => ({ ...input, receiveCount: 0, firstReceivedAt: null, receiptHandle: null }),
  initial: 'sent',
  states: {
    sent: { always: [{ guard: 'isDelayed', target: 'delayed' }, { target: 'available' }] },
    delayed: { on: { TimePassed: [expires, becomesVisible] } },
    available: {
      on: {
        ReceiveMessage: [
          {
            guard: { type: 'isHidden', params: ({ event }) => event },
            target: 'inFlight',
            actions: [noteReceipt, { type: 'hide', params: ({ event }) => event }],
          },
          { target: 'available', actions: noteReceipt },
        ],
        DeleteMessage: 'gone',
        TimePassed: expires,
      },
    },
    inFlight: {
      on: {
        ChangeMessageVisibility: [
          {
            guard: { type: 'isHidden', params: ({ event }) => event },
            target: 'inFlight',
            actions: { type: 'hide', params: ({ event }) => event },
          },
          { target: 'available', actions: 'show' },
        ],
        DeleteMessage: 'gone',
        TimePassed: [expires, becomesVisible],
      },
    },
    gone: { type: 'final' },
  },
});
