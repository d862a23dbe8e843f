import { structure } from '../../../operations/shape.ts';
import { managementOperation } from '../define-operation.ts';
import { handshakesShown } from '../handshakes-shown.ts';
import { HandshakeFilter, MaxResults, NextToken } from '../shapes.ts';

export const listHandshakesForOrganization = managementOperation({
  name: 'ListHandshakesForOrganization',
  summary: 'Lists the invitations that the organization has sent.',
  input: structure({}, { Filter: HandshakeFilter, NextToken, MaxResults }),
  readOnly: true,
  handle: (input, scope) =>
    handshakesShown(input, scope, ({ organizationId }) => organizationId === scope.organization.id),
});
