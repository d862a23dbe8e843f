import { IamError } from '../../../errors/iam-errors.ts';
import { structure } from '../../../operations/shape.ts';
import { userNamed, userTarget } from '../find-entity.ts';
import { iamOperation } from '../iam-operation.ts';
import { ExistingUserName } from '../iam-shapes.ts';

/**
 * Nothing may hang on the user any more; that it is the last one who can manage some key counts for nothing. Key
 * policies keep its unique id in place of its name, and its sessions and access keys work no more.
 * Source: IAM API Reference, DeleteUser; IAM User Guide, "IAM identifiers", "Unique identifiers".
 */
export const deleteUser = iamOperation({
  name: 'DeleteUser',
  summary: 'Deletes a user. Keys that only it could manage stay, and nobody can manage them.',
  input: structure({ UserName: ExistingUserName }, {}),
  target: ({ UserName: name }, scope) => userTarget(scope, name),
  handle({ UserName: name }, scope) {
    const user = userNamed(scope, name);
    if (user.attachedPolicies.length > 0) throw conflict('detach all policies');
    if (user.inlinePolicies.length > 0) throw conflict('delete policies');
    if (user.accessKeys.length > 0) throw conflict('delete access keys');
    if (user.groups.length > 0) throw conflict('remove user from groups');
    return { output: {}, facts: [{ type: 'identityDeleted', arn: user.arn }] };
  },
});

function conflict(must: string): IamError {
  return IamError.deleteConflict(`Cannot delete entity, must ${must} first.`);
}
