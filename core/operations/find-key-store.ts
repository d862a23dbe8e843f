import { CustomKeyStoreInvalidStateException, CustomKeyStoreNotFoundException } from '../errors/key-store-errors.ts';
import type { KeyStore } from '../key-stores/key-store.ts';
import type { KeyStoreEvent } from '../key-stores/key-store-machine.ts';
import { keyStoreCan } from '../key-stores/key-store-snapshot.ts';
import type { Scope } from './operation.ts';

/** The custom key stores of the caller's account in the endpoint's Region, oldest first. */
export function ownKeyStores({ world, request }: Scope): readonly KeyStore[] {
  return [...world.keyStores.values()].filter(
    ({ accountId, region }) => accountId === request.accountId && region === request.region,
  );
}

/** The caller's key store of that id. @throws {CustomKeyStoreNotFoundException} */
export function keyStoreById(scope: Scope, id: string): KeyStore {
  const store = ownKeyStores(scope).find(({ customKeyStoreId }) => customKeyStoreId === id);
  if (store === undefined) throw new CustomKeyStoreNotFoundException(id);
  return store;
}

/**
 * @throws {CustomKeyStoreInvalidStateException} when the store's machine has no transition for the event.
 * Source: KMS API Reference, CustomKeyStoreInvalidStateException. The words are ours.
 */
export function checkKeyStoreTakes(store: KeyStore, event: KeyStoreEvent): void {
  if (keyStoreCan(store.machine, event)) return;
  const id = store.customKeyStoreId;
  throw new CustomKeyStoreInvalidStateException(
    `The request was rejected because the ConnectionState of the custom key store ${id} is ${store.machine.value}, which is not valid for ${event.type}.`,
    'key-store-state',
    id,
  );
}

/** @throws {CustomKeyStoreInvalidStateException} for a store whose keys can't be made or used now. The words are ours. */
export function checkIsConnected({ customKeyStoreId: id, machine }: KeyStore): void {
  if (machine.value === 'CONNECTED') return;
  throw new CustomKeyStoreInvalidStateException(
    `The request was rejected because the ConnectionState of the custom key store ${id} is ${machine.value}; it must be CONNECTED.`,
    'key-store-not-connected',
    id,
  );
}

/** What CloudTrail tells of a key store beside the request. Source: KMS Developer Guide, "DisconnectCustomKeyStore". */
export function keyStoreEventData({ name, settings }: KeyStore): Readonly<Record<string, unknown>> {
  return {
    customKeyStoreName: name,
    ...(settings.type === 'AWS_CLOUDHSM' ? { clusterId: settings.clusterId } : {}),
  };
}
