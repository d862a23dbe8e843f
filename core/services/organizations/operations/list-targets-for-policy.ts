import type { AccountId } from '../../../cloud/arn.ts';
import { structure } from '../../../operations/shape.ts';
import { arnOf } from '../arns.ts';
import { managementOperation, type OrganizationScope } from '../define-operation.ts';
import { policyIn } from '../find.ts';
import { pageByToken } from '../page-by-token.ts';
import { MaxResults, NextToken, PolicyId } from '../shapes.ts';

export const listTargetsForPolicy = managementOperation({
  name: 'ListTargetsForPolicy',
  summary: 'Lists the root, units and accounts that a policy is attached to.',
  input: structure({ PolicyId }, { NextToken, MaxResults }),
  readOnly: true,
  about: ({ PolicyId: policyId }) => [policyId],
  handle(input, scope) {
    const { organizations, organization } = scope;
    const { id } = policyIn(scope, input.PolicyId);
    const targets = organizations
      .targetsIn(organization)
      .filter((target) => organizations.attachments.get(target)?.includes(id));
    const { items, next } = pageByToken(targets, (target) => target, input);
    return { output: { Targets: items.map((target) => targetOutput(target, scope)), ...next } };
  },
});

function targetOutput(TargetId: string, { organizations, organization }: OrganizationScope) {
  const unit = organizations.units.get(TargetId);
  const account = organizations.accounts.get(TargetId as AccountId);
  return {
    TargetId,
    Arn: arnOf(organization, TargetId),
    Name: unit?.name ?? account?.name ?? 'Root',
    Type: unit !== undefined ? 'ORGANIZATIONAL_UNIT' : account !== undefined ? 'ACCOUNT' : 'ROOT',
  };
}
