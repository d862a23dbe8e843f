import { structure } from '../../../operations/shape.ts';
import { managementOperation } from '../define-operation.ts';
import { policyIn } from '../find.ts';
import { policySummary } from '../outputs.ts';
import { checkContent, checkMutable, checkName, policiesIn } from '../policy-rules.ts';
import { PolicyContent, PolicyDescription, PolicyId, PolicyName } from '../shapes.ts';

export const updatePolicy = managementOperation({
  name: 'UpdatePolicy',
  summary: 'Gives a policy another text, name or description.',
  input: structure({ PolicyId }, { Name: PolicyName, Description: PolicyDescription, Content: PolicyContent }),
  readOnly: false,
  about: ({ PolicyId: policyId }) => [policyId],
  check({ PolicyId: policyId, Name, Content }, scope) {
    const policy = policyIn(scope, policyId);
    checkMutable(policy);
    if (Name !== undefined && Name !== policy.name) {
      checkName(Name, policy.type, policiesIn(scope.organizations, scope.organization));
    }
    if (Content !== undefined) checkContent(Content, policy.type, scope.organization.managementAccountId);
  },
  handle(input, scope) {
    const before = policyIn(scope, input.PolicyId);
    const policy = {
      ...before,
      name: input.Name ?? before.name,
      description: input.Description ?? before.description,
      text: input.Content ?? before.text,
    };
    return {
      output: { Policy: { PolicySummary: policySummary(scope.organization, policy), Content: policy.text } },
      facts: [{ type: 'organizationPolicyPut', policy }],
    };
  },
});
