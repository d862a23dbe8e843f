import { IamError } from '../../../errors/iam-errors.ts';
import { structure } from '../../../operations/shape.ts';
import { groupNamed, groupTarget } from '../find-entity.ts';
import { iamOperation } from '../iam-operation.ts';
import { GroupName } from '../iam-shapes.ts';

export const deleteGroup = iamOperation({
  name: 'DeleteGroup',
  summary: 'Deletes a group that has neither users nor policies any more.',
  input: structure({ GroupName }, {}),
  target: ({ GroupName: name }, scope) => groupTarget(scope, name),
  handle({ GroupName: name }, scope) {
    const group = groupNamed(scope, name);
    if (scope.world.directory.membersOf(group).length > 0) {
      throw IamError.deleteConflict('Cannot delete entity, must remove users from group first.');
    }
    if (group.attachedPolicies.length > 0) {
      throw IamError.deleteConflict('Cannot delete entity, must detach all policies first.');
    }
    if (group.inlinePolicies.length > 0) {
      throw IamError.deleteConflict('Cannot delete entity, must delete policies first.');
    }
    return { output: {}, facts: [{ type: 'groupDeleted', arn: group.arn }] };
  },
});
