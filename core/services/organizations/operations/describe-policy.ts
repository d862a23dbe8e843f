import { structure } from '../../../operations/shape.ts';
import { managementOperation } from '../define-operation.ts';
import { policyIn } from '../find.ts';
import { policySummary } from '../outputs.ts';
import { PolicyId } from '../shapes.ts';

export const describePolicy = managementOperation({
  name: 'DescribePolicy',
  summary: 'Shows a policy of the organization, with its text.',
  input: structure({ PolicyId }, {}),
  readOnly: true,
  about: ({ PolicyId: policyId }) => [policyId],
  handle(input, scope) {
    const policy = policyIn(scope, input.PolicyId);
    return { output: { Policy: { PolicySummary: policySummary(scope.organization, policy), Content: policy.text } } };
  },
});
