import {
  CloudHsmClusterInvalidConfigurationException,
  CloudHsmClusterNotActiveException,
} from '../errors/key-store-errors.ts';
import { clusterOf } from '../key-stores/backing-key.ts';
import { activeHsms } from '../key-stores/cloud-hsm-cluster.ts';
import { CONNECTING_MS } from '../key-stores/delays.ts';
import { iamTarget } from './find-key.ts';
import { checkKeyStoreTakes, keyStoreById, keyStoreEventData } from './find-key-store.ts';
import { CustomKeyStoreId } from './key-store-shapes.ts';
import { defineOperation } from './operation.ts';
import { structure } from './shape.ts';

export const connectCustomKeyStore = defineOperation({
  service: 'kms',
  name: 'ConnectCustomKeyStore',
  summary: 'Starts to connect a custom key store to its cluster or proxy; that takes minutes, and may fail.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_ConnectCustomKeyStore.html',
  input: structure({ CustomKeyStoreId }, {}),
  readOnly: false,
  mutates: true,
  find: (_, scope) => [iamTarget(scope, 'kms:ConnectCustomKeyStore')],
  // What is easily seen fails at once, and the store stays as it was; the rest shows in its state later.
  check({ CustomKeyStoreId: id }, scope) {
    const store = keyStoreById(scope, id);
    checkKeyStoreTakes(store, { type: 'ConnectCustomKeyStore', dueAt: scope.at });
    const cluster = clusterOf(scope.world, store);
    if (cluster === undefined || store.machine.value !== 'DISCONNECTED') return;
    const { clusterId } = cluster;
    if (cluster.state !== 'ACTIVE') throw new CloudHsmClusterNotActiveException(clusterId, cluster.state);
    if (activeHsms(cluster) > 0) return;
    throw new CloudHsmClusterInvalidConfigurationException(
      `The AWS CloudHSM cluster ${clusterId} must contain at least one active HSM.`,
      clusterId,
    );
  },
  handle({ CustomKeyStoreId: id }, scope) {
    const store = keyStoreById(scope, id);
    const dueAt = scope.at + CONNECTING_MS[store.settings.type];
    return {
      output: {},
      facts: [{ type: 'keyStoreChanged', keyStoreId: id, event: { type: 'ConnectCustomKeyStore', dueAt } }],
      additionalEventData: keyStoreEventData(store),
    };
  },
});
