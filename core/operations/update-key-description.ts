import { keyTarget } from './find-key.ts';
import { Description, KeyId } from './kms-shapes.ts';
import { defineOperation, theKey } from './operation.ts';
import { structure } from './shape.ts';

export const updateKeyDescription = defineOperation({
  service: 'kms',
  name: 'UpdateKeyDescription',
  summary: 'Changes the description of a key.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_UpdateKeyDescription.html',
  input: structure({ KeyId, Description }, {}),
  readOnly: false,
  mutates: true,
  keyStates: ['Creating', 'Enabled', 'Disabled', 'PendingImport', 'Unavailable', 'Updating'],
  find: ({ KeyId: given }, scope) => [keyTarget(scope, given, 'kms:UpdateKeyDescription')],
  handle: (input, scope) => ({
    output: {},
    facts: [{ type: 'keyDescribed', keyArn: theKey(scope).arn, description: input.Description }],
  }),
});
