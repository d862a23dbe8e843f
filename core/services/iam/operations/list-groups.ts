import { structure } from '../../../operations/shape.ts';
import { groupOutput } from '../entity-output.ts';
import { iamOperation, listTarget } from '../iam-operation.ts';
import { Marker, MaxItems, PathPrefix } from '../iam-shapes.ts';
import { byName, pageByMarker } from '../page-by-marker.ts';

export const listGroups = iamOperation({
  name: 'ListGroups',
  summary: 'Lists the groups of the account.',
  input: structure({}, { PathPrefix, Marker, MaxItems }),
  target: ({ PathPrefix: prefix }, scope) => listTarget(scope, 'group', prefix),
  handle(input, { world, request }) {
    const { PathPrefix: prefix = '/' } = input;
    const groups = world.directory.groupsOf(request.accountId).filter(({ path }) => path.startsWith(prefix));
    const { items, truncation } = pageByMarker(byName(groups), ({ name }) => name, input);
    return { output: { Groups: items.map(groupOutput), ...truncation } };
  },
});
