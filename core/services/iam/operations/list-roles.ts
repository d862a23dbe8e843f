import { structure } from '../../../operations/shape.ts';
import { roleOutput } from '../entity-output.ts';
import { iamOperation, listTarget } from '../iam-operation.ts';
import { Marker, MaxItems, PathPrefix } from '../iam-shapes.ts';
import { byName, pageByMarker } from '../page-by-marker.ts';

export const listRoles = iamOperation({
  name: 'ListRoles',
  summary: 'Lists the roles of the account.',
  input: structure({}, { PathPrefix, Marker, MaxItems }),
  target: ({ PathPrefix: prefix }, scope) => listTarget(scope, 'role', prefix),
  handle(input, { world, request }) {
    const { PathPrefix: prefix = '/' } = input;
    const roles = world.directory.rolesOf(request.accountId).filter(({ path }) => path.startsWith(prefix));
    const { items, truncation } = pageByMarker(byName(roles), ({ name }) => name, input);
    return { output: { Roles: items.map((role) => roleOutput(role, world, 'listed')), ...truncation } };
  },
});
