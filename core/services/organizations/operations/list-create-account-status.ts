import { list, oneOf, structure } from '../../../operations/shape.ts';
import { managementOperation } from '../define-operation.ts';
import { creationOutput } from '../outputs.ts';
import { pageByToken } from '../page-by-token.ts';
import { MaxResults, NextToken } from '../shapes.ts';

export const listCreateAccountStatus = managementOperation({
  name: 'ListCreateAccountStatus',
  summary: 'Lists the requests to make an account, and what came of them.',
  input: structure({}, { States: list(oneOf(['IN_PROGRESS', 'SUCCEEDED', 'FAILED'])), NextToken, MaxResults }),
  readOnly: true,
  handle(input, { organizations, organization }) {
    const creations = [...organizations.accountCreations.values()].filter(
      ({ organizationId, state }) =>
        organizationId === organization.id && (input.States === undefined || input.States.includes(state)),
    );
    const { items, next } = pageByToken(creations, ({ id }) => id, input);
    return { output: { CreateAccountStatuses: items.map(creationOutput), ...next } };
  },
});
