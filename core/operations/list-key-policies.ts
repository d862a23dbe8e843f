import { keyTarget } from './find-key.ts';
import { KeyId, Limit, Marker } from './kms-shapes.ts';
import { defineOperation } from './operation.ts';
import { page } from './pagination.ts';
import { structure } from './shape.ts';

export const listKeyPolicies = defineOperation({
  service: 'kms',
  name: 'ListKeyPolicies',
  summary: 'Lists the names of the policies of a key: always just default.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_ListKeyPolicies.html',
  input: structure({ KeyId }, { Limit, Marker }),
  readOnly: true,
  mutates: false,
  find: ({ KeyId: given }, scope) => [keyTarget(scope, given, 'kms:ListKeyPolicies')],
  handle(input) {
    const { items, truncation } = page(['default'], (name) => name, input, { normally: 100, most: 1000 });
    return { output: { PolicyNames: items, ...truncation } };
  },
});
