import { keyTarget } from './find-key.ts';
import { KeyId, Limit, Marker } from './kms-shapes.ts';
import { defineOperation, theKey } from './operation.ts';
import { page } from './pagination.ts';
import { structure } from './shape.ts';

export const listResourceTags = defineOperation({
  service: 'kms',
  name: 'ListResourceTags',
  summary: 'Lists the tags of a key.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_ListResourceTags.html',
  input: structure({ KeyId }, { Limit, Marker }),
  readOnly: true,
  mutates: false,
  find: ({ KeyId: given }, scope) => [keyTarget(scope, given, 'kms:ListResourceTags')],
  handle(input, scope) {
    const { items, truncation } = page(theKey(scope).tags, ({ TagKey }) => TagKey, input, { normally: 50, most: 50 });
    return { output: { Tags: items, ...truncation } };
  },
});
