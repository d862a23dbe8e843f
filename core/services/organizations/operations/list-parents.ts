import type { AccountId } from '../../../cloud/arn.ts';
import { structure } from '../../../operations/shape.ts';
import { managementOperation } from '../define-operation.ts';
import { missing } from '../find.ts';
import { ChildId, MaxResults, NextToken } from '../shapes.ts';

/** Whatever is in an organization has one parent, so there is one page. */
export const listParents = managementOperation({
  name: 'ListParents',
  summary: 'Shows the root or unit that an account or a unit is in.',
  input: structure({ ChildId }, { NextToken, MaxResults }),
  readOnly: true,
  about: ({ ChildId: childId }) => [childId],
  handle(input, { organizations, organization }) {
    const child = organizations.units.get(input.ChildId) ?? organizations.accounts.get(input.ChildId as AccountId);
    if (child?.organizationId !== organization.id) {
      throw missing('ChildNotFoundException', "You specified a child that doesn't exist.");
    }
    const Type = child.parentId === organization.rootId ? 'ROOT' : 'ORGANIZATIONAL_UNIT';
    return { output: { Parents: [{ Id: child.parentId, Type }] } };
  },
});
