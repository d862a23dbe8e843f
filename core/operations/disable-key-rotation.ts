import { keyTarget } from './find-key.ts';
import { KeyId } from './kms-shapes.ts';
import { checkPrimary } from './multi-region-only.ts';
import { defineOperation, theKey } from './operation.ts';
import { structure } from './shape.ts';
import { checkSymmetric } from './symmetric-only.ts';

export const disableKeyRotation = defineOperation({
  service: 'kms',
  name: 'DisableKeyRotation',
  summary: 'Stops the automatic rotation of a key; its older key materials stay.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_DisableKeyRotation.html',
  input: structure({ KeyId }, {}),
  readOnly: false,
  mutates: true,
  origins: ['AWS_KMS'],
  keyStates: ['Enabled', 'Updating'],
  event: 'DisableKeyRotation',
  find: ({ KeyId: given }, scope) => [keyTarget(scope, given, 'kms:DisableKeyRotation')],
  check(_, scope) {
    checkSymmetric(theKey(scope));
    checkPrimary(theKey(scope));
  },
  handle: (_, scope) => ({
    output: {},
    facts: [{ type: 'keyChanged', keyArn: theKey(scope).arn, event: { type: 'DisableKeyRotation' } }],
  }),
});
