import { structure } from '../../../operations/shape.ts';
import { managementOperation } from '../define-operation.ts';
import { checkParent } from '../find.ts';
import { accountOutput } from '../outputs.ts';
import { pageByToken } from '../page-by-token.ts';
import { MaxResults, NextToken, ParentId } from '../shapes.ts';

export const listAccountsForParent = managementOperation({
  name: 'ListAccountsForParent',
  summary: 'Lists the accounts in the root or in a unit, but not those of units in it.',
  input: structure({ ParentId }, { NextToken, MaxResults }),
  readOnly: true,
  about: ({ ParentId: parentId }) => [parentId],
  handle(input, scope) {
    const { organizations, organization } = scope;
    checkParent(scope, input.ParentId);
    const accounts = organizations.accountsIn(organization.id).filter(({ parentId }) => parentId === input.ParentId);
    const { items, next } = pageByToken(accounts, ({ accountId }) => accountId, input);
    return { output: { Accounts: items.map((one) => accountOutput(organizations, organization, one)), ...next } };
  },
});
