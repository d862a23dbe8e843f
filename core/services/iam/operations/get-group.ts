import { structure } from '../../../operations/shape.ts';
import { groupOutput, userOutput } from '../entity-output.ts';
import { groupNamed, groupTarget } from '../find-entity.ts';
import { iamOperation } from '../iam-operation.ts';
import { GroupName, Marker, MaxItems } from '../iam-shapes.ts';
import { byName, pageByMarker } from '../page-by-marker.ts';

export const getGroup = iamOperation({
  name: 'GetGroup',
  summary: 'Tells of a group, and lists the users in it.',
  input: structure({ GroupName }, { Marker, MaxItems }),
  target: ({ GroupName: name }, scope) => groupTarget(scope, name),
  handle(input, scope) {
    const group = groupNamed(scope, input.GroupName);
    const members = scope.world.directory.membersOf(group);
    const { items, truncation } = pageByMarker(byName(members), ({ name }) => name, input);
    const users = items.map((user) => userOutput(user, 'listed'));
    return { output: { Group: groupOutput(group), Users: users, ...truncation } };
  },
});
