import { ValidationException } from '../errors/common-errors.ts';
import { iamTarget } from './find-key.ts';
import { CustomKeyStoreId } from './key-store-shapes.ts';
import { NumberOfBytes } from './kms-shapes.ts';
import { defineOperation } from './operation.ts';
import { checkGivesRandomBytes } from './random-from-store.ts';
import { eventData, handOver, Recipient } from './recipient.ts';
import { structure } from './shape.ts';

export const generateRandom = defineOperation({
  service: 'kms',
  name: 'GenerateRandom',
  summary: 'Gives 1 to 1024 random bytes.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateRandom.html',
  input: structure({}, { NumberOfBytes, CustomKeyStoreId, Recipient }),
  readOnly: true,
  mutates: false,
  record: { requestParameters: () => null },
  find: (_, scope) => [iamTarget(scope, 'kms:GenerateRandom')],
  // The model does not require it, yet without a custom key store's enclave nothing works otherwise.
  check({ NumberOfBytes: length, CustomKeyStoreId: store }, scope) {
    if (length === undefined) throw new ValidationException('NumberOfBytes is required.');
    if (store !== undefined) checkGivesRandomBytes(store, scope);
  },
  async handle({ NumberOfBytes: length = 0, Recipient: recipient }, scope) {
    const { members, logged } = await handOver('Plaintext', scope.random.bytes(length), recipient, scope);
    return { output: members, ...eventData(logged) };
  },
});
