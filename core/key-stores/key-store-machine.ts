import { assign, setup } from 'xstate';
import type { EpochMs } from '../ports.ts';
import type { ConnectionErrorCode } from './connection-state.ts';

/** What a key store's machine remembers. */
export interface KeyStoreContext {
  /** When connecting or disconnecting comes to its end; null while nothing is under way. */
  readonly dueAt: EpochMs | null;
  /** Why the last attempt to connect failed; null but in FAILED. */
  readonly connectionErrorCode: ConnectionErrorCode | null;
}

/** Events are operations (in the API's spelling) or facts about the world. */
export type KeyStoreEvent =
  | { readonly type: 'ConnectCustomKeyStore'; readonly dueAt: EpochMs }
  | { readonly type: 'DisconnectCustomKeyStore'; readonly dueAt: EpochMs }
  /** `mayStayConnected`: it changes only what AWS lets change under a connection. */
  | { readonly type: 'UpdateCustomKeyStore'; readonly mayStayConnected: boolean }
  | { readonly type: 'DeleteCustomKeyStore' }
  | { readonly type: 'ConnectionMade' }
  | { readonly type: 'ConnectionFailed'; readonly connectionErrorCode: ConnectionErrorCode }
  | { readonly type: 'TimePassed'; readonly now: EpochMs };

const wait = { type: 'wait', params: ({ event }: { event: { readonly dueAt: EpochMs } }) => event } as const;
const isDue = {
  type: 'isDue',
  params: ({ event }: { event: Extract<KeyStoreEvent, { type: 'TimePassed' }> }) => event,
} as const;

/**
 * The connection of one custom key store to what backs it. Connecting is asynchronous: the call succeeds, and what came
 * of it shows in the state. A store that failed has to be disconnected before it can be connected again.
 * Source: KMS API Reference, CustomKeyStoreInvalidStateException; KMS Developer Guide, "Connecting and disconnecting an
 * external key store".
 */
export const keyStoreMachine = setup({
  types: { context: {} as KeyStoreContext, events: {} as KeyStoreEvent },
  guards: {
    isDue: ({ context }, { now }: { now: EpochMs }) => context.dueAt !== null && now >= context.dueAt,
    mayStayConnected: ({ event }) => event.type === 'UpdateCustomKeyStore' && event.mayStayConnected,
  },
  actions: {
    wait: assign((_, { dueAt }: { dueAt: EpochMs }) => ({ dueAt })),
    stopWaiting: assign({ dueAt: null }),
    keepError: assign((_, { connectionErrorCode }: { connectionErrorCode: ConnectionErrorCode }) => ({
      connectionErrorCode,
    })),
    forgetError: assign({ connectionErrorCode: null }),
    /** An effect: the lab turns to the cluster or the proxy and answers with ConnectionMade or ConnectionFailed. */
    tryToConnect: () => undefined,
  },
}).createMachine({
  id: 'keyStore',
  context: { dueAt: null, connectionErrorCode: null },
  initial: 'DISCONNECTED',
  states: {
    DISCONNECTED: {
      on: {
        ConnectCustomKeyStore: { target: 'CONNECTING', actions: wait },
        UpdateCustomKeyStore: 'DISCONNECTED',
        DeleteCustomKeyStore: 'Deleted',
      },
    },
    CONNECTING: {
      on: {
        /** Accepted, and nothing new begins. */
        ConnectCustomKeyStore: 'CONNECTING',
        DisconnectCustomKeyStore: { target: 'DISCONNECTING', actions: wait },
        TimePassed: { guard: isDue, target: 'CONNECTING', actions: ['stopWaiting', 'tryToConnect'] },
        ConnectionMade: 'CONNECTED',
        ConnectionFailed: { target: 'FAILED', actions: { type: 'keepError', params: ({ event }) => event } },
      },
    },
    CONNECTED: {
      on: {
        ConnectCustomKeyStore: 'CONNECTED',
        DisconnectCustomKeyStore: { target: 'DISCONNECTING', actions: wait },
        UpdateCustomKeyStore: { guard: 'mayStayConnected', target: 'CONNECTED' },
      },
    },
    FAILED: { on: { DisconnectCustomKeyStore: { target: 'DISCONNECTING', actions: [wait, 'forgetError'] } } },
    DISCONNECTING: {
      on: { TimePassed: { guard: isDue, target: 'DISCONNECTED', actions: 'stopWaiting' } },
    },
    /** Ours, not a ConnectionState: AWS forgets the store. */
    Deleted: { type: 'final' },
  },
});
