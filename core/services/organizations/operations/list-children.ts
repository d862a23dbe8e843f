import { oneOf, structure } from '../../../operations/shape.ts';
import { managementOperation } from '../define-operation.ts';
import { checkParent } from '../find.ts';
import { pageByToken } from '../page-by-token.ts';
import { MaxResults, NextToken, ParentId } from '../shapes.ts';

export const listChildren = managementOperation({
  name: 'ListChildren',
  summary: 'Lists the ids of the accounts or of the units in the root or in a unit.',
  input: structure({ ParentId, ChildType: oneOf(['ACCOUNT', 'ORGANIZATIONAL_UNIT']) }, { NextToken, MaxResults }),
  readOnly: true,
  about: ({ ParentId: parentId }) => [parentId],
  handle(input, scope) {
    const { organizations, organization } = scope;
    checkParent(scope, input.ParentId);
    const isHere = ({ parentId }: { readonly parentId: string }) => parentId === input.ParentId;
    const children: readonly string[] =
      input.ChildType === 'ACCOUNT'
        ? organizations
            .accountsIn(organization.id)
            .filter(isHere)
            .map(({ accountId }) => accountId)
        : organizations
            .unitsIn(organization.id)
            .filter(isHere)
            .map(({ id }) => id);
    const { items, next } = pageByToken(children, (id) => id, input);
    return { output: { Children: items.map((id) => ({ Id: id, Type: input.ChildType })), ...next } };
  },
});
