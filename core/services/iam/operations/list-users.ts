import { structure } from '../../../operations/shape.ts';
import { userOutput } from '../entity-output.ts';
import { iamOperation, listTarget } from '../iam-operation.ts';
import { Marker, MaxItems, PathPrefix } from '../iam-shapes.ts';
import { byName, pageByMarker } from '../page-by-marker.ts';

export const listUsers = iamOperation({
  name: 'ListUsers',
  summary: 'Lists the users of the account.',
  input: structure({}, { PathPrefix, Marker, MaxItems }),
  target: ({ PathPrefix: prefix }, scope) => listTarget(scope, 'user', prefix),
  handle(input, { world, request }) {
    const { PathPrefix: prefix = '/' } = input;
    const users = world.directory.usersOf(request.accountId).filter(({ path }) => path.startsWith(prefix));
    const { items, truncation } = pageByMarker(byName(users), ({ name }) => name, input);
    return { output: { Users: items.map((user) => userOutput(user, 'listed')), ...truncation } };
  },
});
