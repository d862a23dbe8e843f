import { structure } from '../../../operations/shape.ts';
import { managementOperation } from '../define-operation.ts';
import { availableType, checkTarget } from '../find.ts';
import { policySummary } from '../outputs.ts';
import { pageByToken } from '../page-by-token.ts';
import { MaxResults, NextToken, PolicyType, TargetId } from '../shapes.ts';

export const listPoliciesForTarget = managementOperation({
  name: 'ListPoliciesForTarget',
  summary: 'Lists the policies of a type that are attached to the root, a unit or an account itself.',
  input: structure({ TargetId, Filter: PolicyType }, { NextToken, MaxResults }),
  readOnly: true,
  about: ({ TargetId: targetId }) => [targetId],
  handle(input, scope) {
    checkTarget(scope, input.TargetId);
    const { organizations, organization } = scope;
    const type = availableType(organization, input.Filter);
    const attached = organizations.attached(organization, input.TargetId, type);
    const { items, next } = pageByToken(attached, ({ id }) => id, input);
    return { output: { Policies: items.map((policy) => policySummary(organization, policy)), ...next } };
  },
});
