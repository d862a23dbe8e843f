import { DISCONNECTING_MS } from '../key-stores/delays.ts';
import { keysGoAway } from '../key-stores/keys-of-store.ts';
import { iamTarget } from './find-key.ts';
import { checkKeyStoreTakes, keyStoreById, keyStoreEventData } from './find-key-store.ts';
import { CustomKeyStoreId } from './key-store-shapes.ts';
import { defineOperation } from './operation.ts';
import { structure } from './shape.ts';

export const disconnectCustomKeyStore = defineOperation({
  service: 'kms',
  name: 'DisconnectCustomKeyStore',
  summary: 'Disconnects a custom key store from its cluster or proxy; its keys can then not be used.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_DisconnectCustomKeyStore.html',
  input: structure({ CustomKeyStoreId }, {}),
  readOnly: false,
  mutates: true,
  find: (_, scope) => [iamTarget(scope, 'kms:DisconnectCustomKeyStore')],
  check: ({ CustomKeyStoreId: id }, scope) =>
    checkKeyStoreTakes(keyStoreById(scope, id), { type: 'DisconnectCustomKeyStore', dueAt: scope.at }),
  handle({ CustomKeyStoreId: id }, scope) {
    const event = { type: 'DisconnectCustomKeyStore', dueAt: scope.at + DISCONNECTING_MS } as const;
    return {
      output: {},
      facts: [{ type: 'keyStoreChanged', keyStoreId: id, event }, ...keysGoAway(scope.world, id)],
      additionalEventData: keyStoreEventData(keyStoreById(scope, id)),
    };
  },
});
