import { CustomKeyStoreHasCMKsException } from '../errors/key-store-errors.ts';
import { keysInStore } from '../key-stores/keys-of-store.ts';
import { iamTarget } from './find-key.ts';
import { checkKeyStoreTakes, keyStoreById, keyStoreEventData } from './find-key-store.ts';
import { CustomKeyStoreId } from './key-store-shapes.ts';
import { defineOperation } from './operation.ts';
import { structure } from './shape.ts';

export const deleteCustomKeyStore = defineOperation({
  service: 'kms',
  name: 'DeleteCustomKeyStore',
  summary: 'Deletes a custom key store that is disconnected and holds no keys; what backs it stays as it is.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_DeleteCustomKeyStore.html',
  input: structure({ CustomKeyStoreId }, {}),
  readOnly: false,
  mutates: true,
  find: (_, scope) => [iamTarget(scope, 'kms:DeleteCustomKeyStore')],
  check({ CustomKeyStoreId: id }, scope) {
    const store = keyStoreById(scope, id);
    checkKeyStoreTakes(store, { type: 'DeleteCustomKeyStore' });
    const { length } = keysInStore(scope.world, id);
    if (length > 0) throw new CustomKeyStoreHasCMKsException(id, length);
  },
  handle: ({ CustomKeyStoreId: id }, scope) => ({
    output: {},
    facts: [{ type: 'keyStoreChanged', keyStoreId: id, event: { type: 'DeleteCustomKeyStore' } }],
    additionalEventData: keyStoreEventData(keyStoreById(scope, id)),
  }),
});
