import { structure } from '../../../operations/shape.ts';
import { accountOperation } from '../define-operation.ts';
import { handshakesShown } from '../handshakes-shown.ts';
import { HandshakeFilter, MaxResults, NextToken } from '../shapes.ts';

export const listHandshakesForAccount = accountOperation({
  name: 'ListHandshakesForAccount',
  summary: 'Lists the invitations that your account has received.',
  input: structure({}, { Filter: HandshakeFilter, NextToken, MaxResults }),
  readOnly: true,
  handle: (input, scope) => handshakesShown(input, scope, ({ accountId }) => accountId === scope.request.accountId),
});
