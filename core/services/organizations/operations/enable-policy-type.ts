import { BOUNDING_POLICY_TYPES } from '../../../cloud/organization.ts';
import { OrganizationsError } from '../../../errors/organizations-errors.ts';
import { structure } from '../../../operations/shape.ts';
import { managementOperation } from '../define-operation.ts';
import { availableType, checkRoot } from '../find.ts';
import { rootOutput } from '../outputs.ts';
import { PolicyType, RootId } from '../shapes.ts';

/** AWS's own policy of the type is then attached to the root and to every unit and account, by itself. */
export const enablePolicyType = managementOperation({
  name: 'EnablePolicyType',
  summary: 'Lets policies of a type be attached in the organization, and count.',
  input: structure({ RootId, PolicyType }, {}),
  readOnly: false,
  about: ({ RootId: rootId }) => [rootId],
  check(input, scope) {
    checkRoot(scope, input.RootId);
    const type = availableType(scope.organization, input.PolicyType);
    if (!scope.organization.enabledPolicyTypes.includes(type)) return;
    throw new OrganizationsError(
      'PolicyTypeAlreadyEnabledException',
      'The specified policy type is already enabled.',
      'exists-in-organization',
    );
  },
  handle(input, { organization }) {
    const policyType = availableType(organization, input.PolicyType);
    const enabledPolicyTypes = BOUNDING_POLICY_TYPES.filter(
      (type) => type === policyType || organization.enabledPolicyTypes.includes(type),
    );
    return {
      output: { Root: rootOutput({ ...organization, enabledPolicyTypes }) },
      facts: [{ type: 'policyTypeEnabled', organizationId: organization.id, policyType }],
    };
  },
});
