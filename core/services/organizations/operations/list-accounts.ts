import { structure } from '../../../operations/shape.ts';
import { managementOperation } from '../define-operation.ts';
import { accountOutput } from '../outputs.ts';
import { pageByToken } from '../page-by-token.ts';
import { MaxResults, NextToken } from '../shapes.ts';

export const listAccounts = managementOperation({
  name: 'ListAccounts',
  summary: 'Lists all accounts of the organization.',
  input: structure({}, { NextToken, MaxResults }),
  readOnly: true,
  handle(input, { organizations, organization }) {
    const accounts = organizations.accountsIn(organization.id);
    const { items, next } = pageByToken(accounts, ({ accountId }) => accountId, input);
    return { output: { Accounts: items.map((one) => accountOutput(organizations, organization, one)), ...next } };
  },
});
