import { IamError } from '../../../errors/iam-errors.ts';
import { structure } from '../../../operations/shape.ts';
import { roleNamed, roleTarget } from '../find-entity.ts';
import { iamOperation } from '../iam-operation.ts';
import { RoleName } from '../iam-shapes.ts';

/** As with a user: key policies keep its unique id, and its sessions end. Source: IAM API Reference, DeleteRole. */
export const deleteRole = iamOperation({
  name: 'DeleteRole',
  summary: 'Deletes a role. Keys that only it could manage stay, and nobody can manage them.',
  input: structure({ RoleName }, {}),
  target: ({ RoleName: name }, scope) => roleTarget(scope, name),
  handle({ RoleName: name }, scope) {
    const role = roleNamed(scope, name);
    if (role.attachedPolicies.length > 0) {
      throw IamError.deleteConflict('Cannot delete entity, must detach all policies first.');
    }
    if (role.inlinePolicies.length > 0) {
      throw IamError.deleteConflict('Cannot delete entity, must delete policies first.');
    }
    return { output: {}, facts: [{ type: 'identityDeleted', arn: role.arn }] };
  },
});
