import { structure } from '../../../operations/shape.ts';
import { managementOperation } from '../define-operation.ts';
import { checkParent } from '../find.ts';
import { unitOutput } from '../outputs.ts';
import { pageByToken } from '../page-by-token.ts';
import { MaxResults, NextToken, ParentId } from '../shapes.ts';

export const listOrganizationalUnitsForParent = managementOperation({
  name: 'ListOrganizationalUnitsForParent',
  summary: 'Lists the organizational units in the root or in a unit.',
  input: structure({ ParentId }, { NextToken, MaxResults }),
  readOnly: true,
  about: ({ ParentId: parentId }) => [parentId],
  handle(input, scope) {
    const { organizations, organization } = scope;
    checkParent(scope, input.ParentId);
    const units = organizations.unitsIn(organization.id).filter(({ parentId }) => parentId === input.ParentId);
    const { items, next } = pageByToken(units, ({ id }) => id, input);
    const OrganizationalUnits = items.map((unit) => unitOutput(organizations, organization, unit));
    return { output: { OrganizationalUnits, ...next } };
  },
});
