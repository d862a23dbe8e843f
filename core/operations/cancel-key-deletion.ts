import { keyTarget } from './find-key.ts';
import { KeyId } from './kms-shapes.ts';
import { defineOperation, theKey } from './operation.ts';
import { structure } from './shape.ts';

export const cancelKeyDeletion = defineOperation({
  service: 'kms',
  name: 'CancelKeyDeletion',
  summary: 'Calls a scheduled deletion off; the key is then disabled.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_CancelKeyDeletion.html',
  input: structure({ KeyId }, {}),
  readOnly: false,
  mutates: true,
  keyStates: ['PendingDeletion', 'PendingReplicaDeletion'],
  event: 'CancelKeyDeletion',
  find: ({ KeyId: given }, scope) => [keyTarget(scope, given, 'kms:CancelKeyDeletion')],
  handle: (_, scope) => ({
    output: { KeyId: theKey(scope).arn },
    facts: [{ type: 'keyChanged', keyArn: theKey(scope).arn, event: { type: 'CancelKeyDeletion' } }],
  }),
});
