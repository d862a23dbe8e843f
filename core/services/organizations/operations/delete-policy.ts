import { OrganizationsError } from '../../../errors/organizations-errors.ts';
import { structure } from '../../../operations/shape.ts';
import { managementOperation } from '../define-operation.ts';
import { policyIn } from '../find.ts';
import { checkMutable } from '../policy-rules.ts';
import { PolicyId } from '../shapes.ts';

export const deletePolicy = managementOperation({
  name: 'DeletePolicy',
  summary: 'Deletes a policy, which must be attached nowhere.',
  input: structure({ PolicyId }, {}),
  readOnly: false,
  about: ({ PolicyId: policyId }) => [policyId],
  check(input, scope) {
    const policy = policyIn(scope, input.PolicyId);
    checkMutable(policy);
    if (![...scope.organizations.attachments.values()].some((ids) => ids.includes(policy.id))) return;
    throw new OrganizationsError(
      'PolicyInUseException',
      'The policy is attached to one or more entities. You must detach it from all roots, OUs, and accounts before performing this operation.',
      'policy-attached',
    );
  },
  handle: ({ PolicyId: policyId }) => ({ output: {}, facts: [{ type: 'organizationPolicyDeleted', policyId }] }),
});
