import { OrganizationsError } from '../../../errors/organizations-errors.ts';
import { structure } from '../../../operations/shape.ts';
import { managementOperation } from '../define-operation.ts';
import { checkTarget, policyIn } from '../find.ts';
import { checkTypeEnabled, MOST_ATTACHED } from '../policy-rules.ts';
import { PolicyId, TargetId } from '../shapes.ts';

export const attachPolicy = managementOperation({
  name: 'AttachPolicy',
  summary: 'Attaches a policy to the root, a unit or an account: it then binds every account below.',
  input: structure({ PolicyId, TargetId }, {}),
  readOnly: false,
  about: ({ PolicyId: policyId, TargetId: targetId }) => [policyId, targetId],
  check(input, scope) {
    const policy = policyIn(scope, input.PolicyId);
    checkTarget(scope, input.TargetId);
    checkTypeEnabled(scope.organization, policy.type);
    const attached = scope.organizations.attached(scope.organization, input.TargetId, policy.type);
    if (attached.some(({ id }) => id === policy.id)) {
      throw new OrganizationsError(
        'DuplicatePolicyAttachmentException',
        'The selected policy is already attached to the specified target.',
        'exists-in-organization',
      );
    }
    if (attached.length < MOST_ATTACHED[policy.type]) return;
    throw OrganizationsError.constraint(
      'You have attached the maximum number of policies to the specified target.',
      'MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED',
    );
  },
  handle: ({ PolicyId: policyId, TargetId: targetId }) => ({
    output: {},
    facts: [{ type: 'organizationPolicyAttached', targetId, policyId }],
  }),
});
