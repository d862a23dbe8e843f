import type { Group } from '../../../cloud/identity.ts';
import { IamError } from '../../../errors/iam-errors.ts';
import { structure } from '../../../operations/shape.ts';
import { groupOutput } from '../entity-output.ts';
import { entityPut } from '../iam-facts.ts';
import { iamOperation, ownArn } from '../iam-operation.ts';
import { GroupName, Path } from '../iam-shapes.ts';

export const createGroup = iamOperation({
  name: 'CreateGroup',
  summary: 'Makes a group, whose policies hold for the users in it.',
  input: structure({ GroupName }, { Path }),
  target: ({ GroupName: name, Path: path = '/' }, scope) => ({ arn: ownArn(scope, `group${path}${name}`) }),
  handle({ GroupName: name, Path: path = '/' }, scope) {
    const { world, request, ids, at } = scope;
    if (world.directory.groupNamed(request.accountId, name) !== undefined) {
      throw IamError.alreadyExists(`Group with name ${name} already exists.`);
    }
    const group: Group = {
      type: 'group',
      arn: ownArn(scope, `group${path}${name}`),
      accountId: request.accountId,
      name,
      path,
      id: ids.unique('AGPA'),
      createDate: at,
      inlinePolicies: [],
      attachedPolicies: [],
    };
    return { output: { Group: groupOutput(group) }, facts: [entityPut(group)] };
  },
});
