import { initialTransition, transition } from 'xstate';
import type { ConnectionState } from './connection-state.ts';
import { type KeyStoreContext, type KeyStoreEvent, keyStoreMachine } from './key-store-machine.ts';

/** A key store's machine at rest: plain JSON, as the journal keeps it. */
export interface KeyStoreSnapshot {
  /** `Deleted` is ours: AWS forgets the store. */
  readonly value: ConnectionState | 'Deleted';
  readonly context: KeyStoreContext;
}

/** A key store that was just made: DISCONNECTED. */
export function newKeyStore(): KeyStoreSnapshot {
  return atRest(initialTransition(keyStoreMachine)[0]);
}

/** Applies one event; `connects` tells whether the machine asks for an attempt to connect. */
export function applyKeyStoreEvent(
  store: KeyStoreSnapshot,
  event: KeyStoreEvent,
): { readonly next: KeyStoreSnapshot; readonly connects: boolean } {
  const [next, actions] = transition(keyStoreMachine, awake(store), event);
  return { next: atRest(next), connects: actions.some(({ type }) => type === 'tryToConnect') };
}

/** Whether the machine has a transition for the event now; where it has none, AWS refuses the call. */
export function keyStoreCan(store: KeyStoreSnapshot, event: KeyStoreEvent): boolean {
  return awake(store).can(event);
}

function awake({ value, context }: KeyStoreSnapshot) {
  return keyStoreMachine.resolveState({ value, context });
}

function atRest(snapshot: { readonly value: unknown; readonly context: KeyStoreContext }): KeyStoreSnapshot {
  return { value: snapshot.value as KeyStoreSnapshot['value'], context: snapshot.context };
}
