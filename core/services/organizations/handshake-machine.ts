import { setup } from 'xstate';
import type { EpochMs } from '../../ports.ts';

/** Events are operations (in the API's spelling) or facts about the world. */
export type HandshakeEvent =
  | { readonly type: 'TimePassed'; readonly now: EpochMs }
  | { readonly type: 'AcceptHandshake'; readonly now: EpochMs }
  | { readonly type: 'DeclineHandshake'; readonly now: EpochMs }
  | { readonly type: 'CancelHandshake'; readonly now: EpochMs };

/** What a handshake's machine remembers beside its state. */
export interface HandshakeContext {
  readonly expirationDate: EpochMs;
  /** When it was answered or expired; null while it is open. */
  readonly endedAt: EpochMs | null;
}

const setUp = setup({
  types: { context: {} as HandshakeContext, events: {} as HandshakeEvent, input: {} as HandshakeContext },
  guards: {
    expirationReached: ({ context, event }) => event.now >= context.expirationDate,
  },
});

const end = setUp.assign({ endedAt: ({ event }) => event.now });

/**
 * The life of an invitation to an organization. It is open for two weeks and a day, and ends once.
 * Source: Organizations API Reference, Handshake, "State"; Organizations User Guide, "Inviting an AWS account to join
 * your organization": an invitation is valid for 15 days.
 */
export const handshakeMachine = setUp.createMachine({
  id: 'handshake',
  context: ({ input }) => input,
  initial: 'OPEN',
  states: {
    OPEN: {
      on: {
        AcceptHandshake: { target: 'ACCEPTED', actions: end },
        DeclineHandshake: { target: 'DECLINED', actions: end },
        CancelHandshake: { target: 'CANCELED', actions: end },
        TimePassed: { target: 'EXPIRED', guard: 'expirationReached', actions: end },
      },
    },
    ACCEPTED: { type: 'final' },
    DECLINED: { type: 'final' },
    CANCELED: { type: 'final' },
    EXPIRED: { type: 'final' },
  },
});
