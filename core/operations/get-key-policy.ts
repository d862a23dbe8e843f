import { formatPolicy } from '../access/policy.ts';
import { partitionOf } from '../cloud/regions.ts';
import { NotFoundException } from '../errors/kms-errors.ts';
import { keyTarget } from './find-key.ts';
import { KeyId, PolicyName } from './kms-shapes.ts';
import { defineOperation, theKey } from './operation.ts';
import { structure } from './shape.ts';

export const getKeyPolicy = defineOperation({
  service: 'kms',
  name: 'GetKeyPolicy',
  summary: 'Shows the policy of a key.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyPolicy.html',
  input: structure({ KeyId }, { PolicyName }),
  readOnly: true,
  mutates: false,
  record: { defaults: { policyName: 'default' } },
  find: ({ KeyId: given }, scope) => [keyTarget(scope, given, 'kms:GetKeyPolicy')],
  check({ PolicyName: name }) {
    if (name !== undefined && name !== 'default')
      throw new NotFoundException('No such policy exists', 'malformed-identifier');
  },
  handle: (_, scope) => ({
    output: {
      Policy: formatPolicy(theKey(scope).policy, partitionOf(scope.request.region), (arn) => scope.world.idOf(arn)),
      PolicyName: 'default',
    },
  }),
});
