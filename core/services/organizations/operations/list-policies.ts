import { FULL_ACCESS } from '../../../cloud/organization.ts';
import { structure } from '../../../operations/shape.ts';
import { managementOperation } from '../define-operation.ts';
import { availableType } from '../find.ts';
import { policySummary } from '../outputs.ts';
import { pageByToken } from '../page-by-token.ts';
import { policiesIn } from '../policy-rules.ts';
import { MaxResults, NextToken, PolicyType } from '../shapes.ts';

export const listPolicies = managementOperation({
  name: 'ListPolicies',
  summary: "Lists the organization's policies of a type, AWS's own among them.",
  input: structure({ Filter: PolicyType }, { NextToken, MaxResults }),
  readOnly: true,
  handle(input, { organizations, organization }) {
    const type = availableType(organization, input.Filter);
    const own = policiesIn(organizations, organization).filter((policy) => policy.type === type);
    const { items, next } = pageByToken([FULL_ACCESS[type], ...own], ({ id }) => id, input);
    return { output: { Policies: items.map((policy) => policySummary(organization, policy)), ...next } };
  },
});
