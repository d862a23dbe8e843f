import { ValidationException } from '../errors/common-errors.ts';
import { keyTarget } from './find-key.ts';
import { acceptKeyPolicy } from './key-policies.ts';
import { Flag, KeyId, Policy, PolicyName } from './kms-shapes.ts';
import { defineOperation, theKey } from './operation.ts';
import { structure } from './shape.ts';

export const putKeyPolicy = defineOperation({
  service: 'kms',
  name: 'PutKeyPolicy',
  summary: 'Replaces the policy of a key.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html',
  input: structure({ KeyId, Policy }, { PolicyName, BypassPolicyLockoutSafetyCheck: Flag }),
  readOnly: false,
  mutates: true,
  record: { defaults: { policyName: 'default', bypassPolicyLockoutSafetyCheck: false } },
  find: ({ KeyId: given }, scope) => [keyTarget(scope, given, 'kms:PutKeyPolicy')],
  check({ PolicyName: name }) {
    if (name !== undefined && name !== 'default') {
      throw new ValidationException(`PolicyName must be 'default', got '${name}'`);
    }
  },
  handle(input, scope) {
    const key = theKey(scope);
    const bypassesLockoutCheck = input.BypassPolicyLockoutSafetyCheck === true;
    acceptKeyPolicy(input.Policy, { key, bypassesLockoutCheck }, scope);
    return { output: {}, facts: [{ type: 'keyPolicyPut', keyArn: key.arn, policy: input.Policy }] };
  },
});
