import { keyTarget } from './find-key.ts';
import { KeyId, TagKey } from './kms-shapes.ts';
import { defineOperation, theKey } from './operation.ts';
import { list, structure } from './shape.ts';
import { checkTagKey } from './tags.ts';

export const untagResource = defineOperation({
  service: 'kms',
  name: 'UntagResource',
  summary: 'Takes tags off a key; one that is not there is no error.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_UntagResource.html',
  input: structure({ KeyId, TagKeys: list(TagKey) }, {}),
  readOnly: false,
  mutates: true,
  keyStates: ['Creating', 'Enabled', 'Disabled', 'PendingImport', 'Unavailable', 'Updating'],
  find: ({ KeyId: given }, scope) => [keyTarget(scope, given, 'kms:UntagResource')],
  check(input) {
    for (const tagKey of input.TagKeys) checkTagKey(tagKey);
  },
  handle: (input, scope) => ({
    output: {},
    facts: [{ type: 'keyUntagged', keyArn: theKey(scope).arn, tagKeys: input.TagKeys }],
  }),
});
