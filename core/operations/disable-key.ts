import { keyTarget } from './find-key.ts';
import { KeyId } from './kms-shapes.ts';
import { defineOperation, theKey } from './operation.ts';
import { structure } from './shape.ts';

export const disableKey = defineOperation({
  service: 'kms',
  name: 'DisableKey',
  summary: 'Stops every cryptographic use of a key, until it is enabled again.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_DisableKey.html',
  input: structure({ KeyId }, {}),
  readOnly: false,
  mutates: true,
  keyStates: ['Enabled', 'Disabled', 'Unavailable'],
  event: 'DisableKey',
  find: ({ KeyId: given }, scope) => [keyTarget(scope, given, 'kms:DisableKey')],
  handle: (_, scope) => ({
    output: {},
    facts: [{ type: 'keyChanged', keyArn: theKey(scope).arn, event: { type: 'DisableKey' } }],
  }),
});
