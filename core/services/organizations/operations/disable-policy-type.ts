import { structure } from '../../../operations/shape.ts';
import { managementOperation } from '../define-operation.ts';
import { availableType, checkRoot } from '../find.ts';
import { rootOutput } from '../outputs.ts';
import { checkTypeEnabled } from '../policy-rules.ts';
import { PolicyType, RootId } from '../shapes.ts';

/** All policies of the type are then detached, wherever they were attached. */
export const disablePolicyType = managementOperation({
  name: 'DisablePolicyType',
  summary: 'Stops policies of a type from counting, and detaches them all.',
  input: structure({ RootId, PolicyType }, {}),
  readOnly: false,
  about: ({ RootId: rootId }) => [rootId],
  check(input, scope) {
    checkRoot(scope, input.RootId);
    checkTypeEnabled(scope.organization, availableType(scope.organization, input.PolicyType));
  },
  handle(input, { organization }) {
    const policyType = availableType(organization, input.PolicyType);
    const enabledPolicyTypes = organization.enabledPolicyTypes.filter((type) => type !== policyType);
    return {
      output: { Root: rootOutput({ ...organization, enabledPolicyTypes }) },
      facts: [{ type: 'policyTypeDisabled', organizationId: organization.id, policyType }],
    };
  },
});
