import { IamError } from '../../../errors/iam-errors.ts';
import { structure } from '../../../operations/shape.ts';
import { groupOutput } from '../entity-output.ts';
import { groupNamed, groupTarget, userNamed, userTarget } from '../find-entity.ts';
import { entityPut } from '../iam-facts.ts';
import { iamOperation } from '../iam-operation.ts';
import { ExistingUserName, GroupName, Marker, MaxItems } from '../iam-shapes.ts';
import { pageByMarker } from '../page-by-marker.ts';

/** Source: IAM User Guide, "IAM and AWS STS quotas". */
const GROUPS_PER_USER = 10;

/** Who is in it already, is in it. */
export const addUserToGroup = iamOperation({
  name: 'AddUserToGroup',
  summary: "Puts a user into a group, whose policies are the user's too from now on.",
  input: structure({ GroupName, UserName: ExistingUserName }, {}),
  target: ({ GroupName: name }, scope) => groupTarget(scope, name),
  handle({ GroupName: groupName, UserName: userName }, scope) {
    const group = groupNamed(scope, groupName);
    const user = userNamed(scope, userName);
    if (user.groups.includes(group.arn)) return { output: {} };
    if (user.groups.length >= GROUPS_PER_USER) {
      throw IamError.limitExceeded(`Cannot exceed quota for GroupsPerUser: ${GROUPS_PER_USER}`);
    }
    return { output: {}, facts: [entityPut({ ...user, groups: [...user.groups, group.arn] })] };
  },
});

/** Who is not in it, is out of it. */
export const removeUserFromGroup = iamOperation({
  name: 'RemoveUserFromGroup',
  summary: 'Takes a user out of a group.',
  input: structure({ GroupName, UserName: ExistingUserName }, {}),
  target: ({ GroupName: name }, scope) => groupTarget(scope, name),
  handle({ GroupName: groupName, UserName: userName }, scope) {
    const group = groupNamed(scope, groupName);
    const user = userNamed(scope, userName);
    if (!user.groups.includes(group.arn)) return { output: {} };
    return { output: {}, facts: [entityPut({ ...user, groups: user.groups.filter((arn) => arn !== group.arn) })] };
  },
});

export const listGroupsForUser = iamOperation({
  name: 'ListGroupsForUser',
  summary: 'Lists the groups that a user is in.',
  input: structure({ UserName: ExistingUserName }, { Marker, MaxItems }),
  target: ({ UserName: name }, scope) => userTarget(scope, name),
  handle(input, scope) {
    const { groups } = scope.world.directory;
    const own = userNamed(scope, input.UserName).groups.flatMap((arn) => groups.get(arn) ?? []);
    const { items, truncation } = pageByMarker(own, ({ name }) => name, input);
    return { output: { Groups: items.map(groupOutput), ...truncation } };
  },
});
