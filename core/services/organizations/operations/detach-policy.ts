import { FULL_ACCESS } from '../../../cloud/organization.ts';
import { OrganizationsError } from '../../../errors/organizations-errors.ts';
import { structure } from '../../../operations/shape.ts';
import { managementOperation } from '../define-operation.ts';
import { checkTarget, policyIn } from '../find.ts';
import { PolicyId, TargetId } from '../shapes.ts';

/** At least one policy of a type stays wherever the type counts; of the RCPs it is AWS's own. */
export const detachPolicy = managementOperation({
  name: 'DetachPolicy',
  summary: 'Detaches a policy from the root, a unit or an account.',
  input: structure({ PolicyId, TargetId }, {}),
  readOnly: false,
  about: ({ PolicyId: policyId, TargetId: targetId }) => [policyId, targetId],
  check(input, scope) {
    const policy = policyIn(scope, input.PolicyId);
    checkTarget(scope, input.TargetId);
    const attached = scope.organizations.attached(scope.organization, input.TargetId, policy.type);
    if (!attached.some(({ id }) => id === policy.id)) {
      throw new OrganizationsError(
        'PolicyNotAttachedException',
        'The policy is not attached to the specified target.',
        'policy-not-attached',
      );
    }
    if (policy.id === FULL_ACCESS.RESOURCE_CONTROL_POLICY.id) {
      throw new OrganizationsError(
        'InvalidInputException',
        "You can't detach this AWS Managed Policy.",
        'policy-of-aws',
        'NON_DETACHABLE_POLICY',
      );
    }
    if (attached.length > 1) return;
    throw OrganizationsError.constraint(
      'You cannot remove the last policy attached to the specified target. You must have at least one attached at all times.',
      'MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED',
    );
  },
  handle: ({ PolicyId: policyId, TargetId: targetId }) => ({
    output: {},
    facts: [{ type: 'organizationPolicyDetached', targetId, policyId }],
  }),
});
