import { describe, expect, it } from 'vitest';
import type { ConnectionState } from '../../../core/key-stores/connection-state.ts';
import type { KeyStoreEvent } from '../../../core/key-stores/key-store-machine.ts';
import {
  applyKeyStoreEvent,
  type KeyStoreSnapshot,
  keyStoreCan,
  newKeyStore,
} from '../../../core/key-stores/key-store-snapshot.ts';

const STATES: readonly ConnectionState[] = ['DISCONNECTED', 'CONNECTING', 'CONNECTED', 'DISCONNECTING', 'FAILED'];

function storeIn(value: ConnectionState): KeyStoreSnapshot {
  const isUnderWay = value === 'CONNECTING' || value === 'DISCONNECTING';
  return {
    value,
    context: { dueAt: isUnderWay ? 100 : null, connectionErrorCode: value === 'FAILED' ? 'NETWORK_ERRORS' : null },
  };
}

const connect = { type: 'ConnectCustomKeyStore', dueAt: 200 } as const;
const disconnect = { type: 'DisconnectCustomKeyStore', dueAt: 200 } as const;
const update = { type: 'UpdateCustomKeyStore', mayStayConnected: false } as const;
const lightUpdate = { type: 'UpdateCustomKeyStore', mayStayConnected: true } as const;

/** Source: KMS API Reference, CustomKeyStoreInvalidStateException: each call, and the states in which it is valid. */
const TAKEN: readonly (readonly [string, KeyStoreEvent, readonly ConnectionState[]])[] = [
  ['ConnectCustomKeyStore', connect, ['DISCONNECTED', 'CONNECTING', 'CONNECTED']],
  ['DisconnectCustomKeyStore', disconnect, ['CONNECTING', 'CONNECTED', 'FAILED']],
  ['UpdateCustomKeyStore of what a connection rests on', update, ['DISCONNECTED']],
  ['UpdateCustomKeyStore of a name, path or credential', lightUpdate, ['DISCONNECTED', 'CONNECTED']],
  ['DeleteCustomKeyStore', { type: 'DeleteCustomKeyStore' }, ['DISCONNECTED']],
];

describe('which calls a key store takes', () => {
  it.each(
    TAKEN.flatMap(([name, event, states]) =>
      STATES.map((state) => [name, state, states.includes(state), event] as const),
    ),
  )('%s in %s: %s', (_, state, isTaken, event) => {
    expect(keyStoreCan(storeIn(state), event)).toBe(isTaken);
  });
});

describe('what becomes of the connection', () => {
  it.each([
    ['DISCONNECTED', connect, 'CONNECTING'],
    ['CONNECTING', connect, 'CONNECTING'], // accepted, and nothing new begins
    ['CONNECTED', connect, 'CONNECTED'],
    ['CONNECTING', { type: 'ConnectionMade' }, 'CONNECTED'],
    ['CONNECTING', { type: 'ConnectionFailed', connectionErrorCode: 'INVALID_CREDENTIALS' }, 'FAILED'],
    ['CONNECTED', disconnect, 'DISCONNECTING'],
    ['CONNECTING', disconnect, 'DISCONNECTING'],
    ['FAILED', disconnect, 'DISCONNECTING'], // never straight back to CONNECTING
    ['DISCONNECTING', { type: 'TimePassed', now: 100 }, 'DISCONNECTED'],
    ['DISCONNECTING', { type: 'TimePassed', now: 99 }, 'DISCONNECTING'],
    ['CONNECTED', lightUpdate, 'CONNECTED'],
    ['DISCONNECTED', { type: 'DeleteCustomKeyStore' }, 'Deleted'],
  ] as const)('%s, %o: %s', (from, event, to) => {
    expect(applyKeyStoreEvent(storeIn(from), event).next.value).toBe(to);
  });

  it('a new store is disconnected and waits for nothing', () => {
    expect(newKeyStore()).toEqual({ value: 'DISCONNECTED', context: { dueAt: null, connectionErrorCode: null } });
  });

  it('connecting waits until it is due, and asks for one attempt', () => {
    const connecting = applyKeyStoreEvent(newKeyStore(), connect).next;
    expect(applyKeyStoreEvent(connecting, { type: 'TimePassed', now: 199 }).connects).toBe(false);
    const { next, connects } = applyKeyStoreEvent(connecting, { type: 'TimePassed', now: 200 });
    expect({ value: next.value, dueAt: next.context.dueAt, connects }).toEqual({
      value: 'CONNECTING',
      dueAt: null,
      connects: true,
    });
    expect(applyKeyStoreEvent(next, { type: 'TimePassed', now: 300 }).connects).toBe(false);
  });

  it('a second ConnectCustomKeyStore does not put the attempt off', () => {
    const connecting = applyKeyStoreEvent(newKeyStore(), connect).next;
    expect(applyKeyStoreEvent(connecting, { ...connect, dueAt: 900 }).next.context.dueAt).toBe(200);
  });

  it('a failure is remembered until the store is disconnected', () => {
    const failed = applyKeyStoreEvent(storeIn('CONNECTING'), {
      type: 'ConnectionFailed',
      connectionErrorCode: 'USER_LOCKED_OUT',
    }).next;
    expect(failed.context.connectionErrorCode).toBe('USER_LOCKED_OUT');
    expect(applyKeyStoreEvent(failed, disconnect).next.context.connectionErrorCode).toBeNull();
  });
});
