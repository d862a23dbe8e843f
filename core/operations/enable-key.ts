import { keyTarget } from './find-key.ts';
import { checkKeyQuota } from './key-quota.ts';
import { KeyId } from './kms-shapes.ts';
import { defineOperation, theKey } from './operation.ts';
import { structure } from './shape.ts';

export const enableKey = defineOperation({
  service: 'kms',
  name: 'EnableKey',
  summary: 'Lets a disabled key be used again.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKey.html',
  input: structure({ KeyId }, {}),
  readOnly: false,
  mutates: true,
  keyStates: ['Enabled', 'Disabled', 'Unavailable'],
  event: 'EnableKey',
  find: ({ KeyId: given }, scope) => [keyTarget(scope, given, 'kms:EnableKey')],
  /** Refused where the account has more keys than its quota, which may have been lowered since. */
  check(_, scope) {
    const { accountId, region } = theKey(scope);
    checkKeyQuota(scope.world, accountId, region, 0);
  },
  handle: (_, scope) => ({
    output: {},
    facts: [{ type: 'keyChanged', keyArn: theKey(scope).arn, event: { type: 'EnableKey' } }],
  }),
});
