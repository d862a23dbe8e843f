import { findGrant } from './find-grant.ts';
import { keyTarget } from './find-key.ts';
import { DryRun, GrantId, KeyId } from './kms-shapes.ts';
import { defineOperation, theKey } from './operation.ts';
import { structure } from './shape.ts';

export const revokeGrant = defineOperation({
  service: 'kms',
  name: 'RevokeGrant',
  summary: 'Ends a grant, by whoever the key policy or an IAM policy lets.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_RevokeGrant.html',
  input: structure({ KeyId, GrantId }, { DryRun }),
  readOnly: false,
  mutates: true,
  crossAccount: true,
  find: ({ KeyId: given }, scope) => [keyTarget(scope, given, 'kms:RevokeGrant')],
  check(input, scope) {
    findGrant(scope.world, theKey(scope), input.GrantId);
  },
  handle: (input, scope) => ({
    output: {},
    facts: [
      {
        type: 'grantChanged',
        keyArn: theKey(scope).arn,
        grantId: input.GrantId,
        event: { type: 'RevokeGrant' },
      },
    ],
  }),
});
