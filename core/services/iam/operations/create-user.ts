import type { User } from '../../../cloud/identity.ts';
import { IamError } from '../../../errors/iam-errors.ts';
import { structure } from '../../../operations/shape.ts';
import { userOutput } from '../entity-output.ts';
import { entityPut } from '../iam-facts.ts';
import { iamOperation, ownArn } from '../iam-operation.ts';
import { Arn, Path, Tags, UserName } from '../iam-shapes.ts';
import { newPrincipal } from '../new-principal.ts';

/** A new user has no access key of its own, though the lab's standing one; and no permission. */
export const createUser = iamOperation({
  name: 'CreateUser',
  summary: 'Makes a user, who may do nothing yet.',
  input: structure({ UserName }, { Path, PermissionsBoundary: Arn, Tags }),
  target: ({ UserName: name, Path: path = '/' }, scope) => ({ arn: ownArn(scope, `user${path}${name}`) }),
  handle(input, scope) {
    const { UserName: name, Path: path = '/', PermissionsBoundary: boundary, Tags: tags = [] } = input;
    const { world, request } = scope;
    if (world.directory.userNamed(request.accountId, name) !== undefined) {
      throw IamError.alreadyExists(`User with name ${name} already exists.`);
    }
    const user: User = {
      type: 'user',
      ...newPrincipal('user', { name, path, boundary, tags }, scope),
      groups: [],
      accessKeys: [],
    };
    return { output: { User: userOutput(user) }, facts: [entityPut(user)] };
  },
});
