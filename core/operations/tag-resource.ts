import { keyTarget } from './find-key.ts';
import { KeyId, Tags } from './kms-shapes.ts';
import { defineOperation, theKey } from './operation.ts';
import { structure } from './shape.ts';
import { checkTagQuota, checkTags } from './tags.ts';

export const tagResource = defineOperation({
  service: 'kms',
  name: 'TagResource',
  summary: 'Puts tags on a key; a tag that is there takes the new value.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_TagResource.html',
  input: structure({ KeyId, Tags }, {}),
  readOnly: false,
  mutates: true,
  keyStates: ['Creating', 'Enabled', 'Disabled', 'PendingImport', 'Unavailable', 'Updating'],
  find: ({ KeyId: given }, scope) => [keyTarget(scope, given, 'kms:TagResource')],
  check(input, scope) {
    checkTags(input.Tags);
    checkTagQuota(scope.world, theKey(scope).tags, input.Tags);
  },
  handle: (input, scope) => ({
    output: {},
    facts: [{ type: 'keyTagged', keyArn: theKey(scope).arn, tags: input.Tags }],
  }),
});
