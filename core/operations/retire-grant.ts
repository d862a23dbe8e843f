import { keyTarget } from './find-key.ts';
import { KeyId } from './kms-shapes.ts';
import { defineOperation, theKey } from './operation.ts';
import { string, structure } from './shape.ts';

export const retireGrant = defineOperation({
  service: 'kms',
  name: 'RetireGrant',
  summary: 'Gives a grant back, by those that it names. In this version AWS services alone make grants.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_RetireGrant.html',
  input: structure({ KeyId, GrantId: string({ min: 1, max: 128 }) }, {}),
  readOnly: false,
  mutates: true,
  crossAccount: true,
  onlyForServices: true,
  record: { responseElements: () => null },
  find: ({ KeyId: given }, scope) => [keyTarget(scope, given, 'kms:RetireGrant')],
  handle: (input, scope) => ({
    output: {},
    facts: [{ type: 'grantEnded', keyArn: theKey(scope).arn, grantId: input.GrantId }],
    additionalEventData: { grantId: input.GrantId },
  }),
});
