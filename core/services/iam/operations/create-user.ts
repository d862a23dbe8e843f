import type { User } from '../../../cloud/identity.ts';
import { IamError } from '../../../errors/iam-errors.ts';
import { structure } from '../../../operations/shape.ts';
import { userOutput } from '../entity-output.ts';
import { attachablePolicy } from '../find-entity.ts';
import { entityPut } from '../iam-facts.ts';
import { iamOperation, ownArn } from '../iam-operation.ts';
import { Arn, Path, Tags, UserName } from '../iam-shapes.ts';
import { withTags } from '../iam-tags.ts';

/** A new user has no access key of its own, though the lab's standing one; and no permission. */
export const createUser = iamOperation({
  name: 'CreateUser',
  summary: 'Makes a user, who may do nothing yet.',
  input: structure({ UserName }, { Path, PermissionsBoundary: Arn, Tags }),
  target: ({ UserName: name, Path: path = '/' }, scope) => ({ arn: ownArn(scope, `user${path}${name}`) }),
  handle(input, scope) {
    const { UserName: name, Path: path = '/', PermissionsBoundary: boundary, Tags: tags = [] } = input;
    const { world, request, ids, at } = scope;
    if (world.directory.userNamed(request.accountId, name) !== undefined) {
      throw IamError.alreadyExists(`User with name ${name} already exists.`);
    }
    if (boundary !== undefined) attachablePolicy(scope, boundary);
    const id = ids.unique('AIDA');
    const user: User = {
      type: 'user',
      arn: ownArn(scope, `user${path}${name}`),
      accountId: request.accountId,
      name,
      path,
      id,
      createDate: at,
      inlinePolicies: [],
      attachedPolicies: [],
      tags: withTags([], tags, 'TagsPerUser'),
      boundary: boundary ?? null,
      accessKey: null,
      standingKeyName: id,
      groups: [],
      accessKeys: [],
    };
    return { output: { User: userOutput(user) }, facts: [entityPut(user)] };
  },
});
