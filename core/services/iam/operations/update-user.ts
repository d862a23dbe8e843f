import { IamError } from '../../../errors/iam-errors.ts';
import { structure } from '../../../operations/shape.ts';
import { userNamed, userTarget } from '../find-entity.ts';
import { iamOperation } from '../iam-operation.ts';
import { ExistingUserName, Path, UserName } from '../iam-shapes.ts';

/**
 * Another name or path, and with it another ARN. The user stays who it is: its policies, groups, access keys and
 * sessions, and what key policies, trust policies and grants let it do.
 * Source: IAM User Guide, "Renaming an IAM user".
 */
export const updateUser = iamOperation({
  name: 'UpdateUser',
  summary: 'Gives a user another name or path.',
  input: structure({ UserName: ExistingUserName }, { NewPath: Path, NewUserName: UserName }),
  target: ({ UserName: name }, scope) => userTarget(scope, name),
  handle(input, scope) {
    const user = userNamed(scope, input.UserName);
    const { NewUserName: name = user.name, NewPath: path = user.path } = input;
    if (name === user.name && path === user.path) return { output: {} };
    const other = scope.world.directory.userNamed(scope.request.accountId, name);
    if (other !== undefined && other.id !== user.id) {
      throw IamError.alreadyExists(`User with name ${name} already exists.`);
    }
    return { output: {}, facts: [{ type: 'userRenamed', arn: user.arn, name, path }] };
  },
});
