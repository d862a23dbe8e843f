import { applyKeyStoreEvent, newKeyStore } from '../key-stores/key-store-snapshot.ts';
import { type Applied, NOTHING } from './applied.ts';
import type { KeyStoreFact } from './facts.ts';
import type { World } from './world.ts';

/** Makes a fact about custom key stores, clusters and proxies true. See `applyFact`. */
export function applyKeyStoreFact(world: World, fact: KeyStoreFact): Applied {
  switch (fact.type) {
    case 'keyStoreCreated': {
      const { customKeyStoreId } = fact.keyStore;
      const machine = newKeyStore();
      world.keyStores.set(customKeyStoreId, { ...fact.keyStore, name: fact.name, settings: fact.settings, machine });
      const change = { machine: 'keyStore', of: customKeyStoreId, from: '', to: machine.value } as const;
      return { change: { ...change, event: 'CreateCustomKeyStore' }, effects: [] };
    }
    case 'keyStoreChanged':
      return changeKeyStore(world, fact);
    case 'keyStoreUpdated': {
      const store = keyStoreOf(world, fact.keyStoreId);
      store.name = fact.name;
      store.settings = fact.settings;
      return NOTHING;
    }
    case 'cloudHsmClusterPut':
      world.cloudHsmClusters.set(fact.cluster.clusterId, fact.cluster);
      return NOTHING;
    case 'backingKeyPut': {
      const cluster = clusterOf(world, fact.clusterId);
      const backingKeys = { ...cluster.backingKeys, [fact.backingKeyId]: fact.key };
      world.cloudHsmClusters.set(fact.clusterId, { ...cluster, backingKeys });
      return NOTHING;
    }
    case 'backingKeyDeleted': {
      const cluster = clusterOf(world, fact.clusterId);
      const { [fact.backingKeyId]: _, ...backingKeys } = cluster.backingKeys;
      world.cloudHsmClusters.set(fact.clusterId, { ...cluster, backingKeys });
      return NOTHING;
    }
    case 'xksProxyPut':
      world.xksProxies.set(fact.proxy.name, fact.proxy);
      return NOTHING;
  }
}

function changeKeyStore(
  world: World,
  { keyStoreId, event }: Extract<KeyStoreFact, { type: 'keyStoreChanged' }>,
): Applied {
  const store = keyStoreOf(world, keyStoreId);
  const from = store.machine.value;
  const { next, connects } = applyKeyStoreEvent(store.machine, event);
  store.machine = next;
  world.agenda.set(keyStoreId, next.context.dueAt);
  if (next.value === 'Deleted') world.keyStores.delete(keyStoreId);
  return {
    change: { machine: 'keyStore', of: keyStoreId, event: event.type, from, to: next.value },
    effects: connects ? [{ type: 'tryToConnect', keyStoreId }] : [],
  };
}

function keyStoreOf(world: World, keyStoreId: string) {
  const store = world.keyStores.get(keyStoreId);
  if (store === undefined) throw new Error(`no custom key store ${keyStoreId}`);
  return store;
}

function clusterOf(world: World, clusterId: string) {
  const cluster = world.cloudHsmClusters.get(clusterId);
  if (cluster === undefined) throw new Error(`no CloudHSM cluster ${clusterId}`);
  return cluster;
}
