import type { KeyEvent } from '../keys/key-event.ts';
import type { KeyRecord } from '../keys/key-record.ts';
import { keyCan } from '../keys/key-snapshot.ts';
import type { Fact } from '../lab/facts.ts';
import type { World } from '../lab/world.ts';

/** The keys in a custom key store, those that are pending deletion included. */
export function keysInStore(world: World, customKeyStoreId: string): readonly KeyRecord[] {
  return [...world.keys.values()].filter(({ backing }) => backing?.customKeyStoreId === customKeyStoreId);
}

/**
 * The store is disconnected: its keys become Unavailable at once, whether they were enabled or disabled. One that is
 * pending deletion stays so, and its deletion can be called off.
 * Source: KMS Developer Guide, "How to fix unavailable KMS keys".
 */
export function keysGoAway(world: World, customKeyStoreId: string): readonly Fact[] {
  return tell(world, customKeyStoreId, { type: 'KeyStoreDisconnected' });
}

/** The store is connected again: its keys come back to the state that they had. */
export function keysComeBack(world: World, customKeyStoreId: string): readonly Fact[] {
  return tell(world, customKeyStoreId, { type: 'KeyStoreReconnected' });
}

function tell(world: World, customKeyStoreId: string, event: KeyEvent): readonly Fact[] {
  return keysInStore(world, customKeyStoreId)
    .filter(({ machine }) => keyCan(machine, event))
    .map(({ arn }) => ({ type: 'keyChanged', keyArn: arn, event }));
}
