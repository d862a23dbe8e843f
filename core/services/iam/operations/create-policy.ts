import { IamError } from '../../../errors/iam-errors.ts';
import { structure } from '../../../operations/shape.ts';
import { policyOutput } from '../entity-output.ts';
import { managedPolicyPut } from '../iam-facts.ts';
import { iamOperation, ownArn } from '../iam-operation.ts';
import { PolicyDescription, PolicyDocument, PolicyName, PolicyPath, Tags } from '../iam-shapes.ts';
import { withTags } from '../iam-tags.ts';
import { acceptManagedPolicy } from '../policy-documents.ts';

export const createPolicy = iamOperation({
  name: 'CreatePolicy',
  summary: 'Makes a customer managed policy, to be attached to users, roles and groups.',
  input: structure({ PolicyName, PolicyDocument }, { Path: PolicyPath, Description: PolicyDescription, Tags }),
  target: ({ PolicyName: name, Path: path = '/' }, scope) => ({ arn: ownArn(scope, `policy${path}${name}`) }),
  handle(input, scope) {
    const { PolicyName: name, Path: path = '/', Tags: tags = [], Description: description = null } = input;
    const { world, request, ids, at } = scope;
    const policy = acceptManagedPolicy(input.PolicyDocument, scope);
    if (world.directory.policyNamed(request.accountId, name) !== undefined) {
      throw IamError.alreadyExists(`A policy called ${name} already exists. Duplicate names are not allowed.`);
    }
    const made = {
      arn: ownArn(scope, `policy${path}${name}`),
      accountId: request.accountId,
      name,
      path,
      id: ids.unique('ANPA'),
      description,
      createDate: at,
      updateDate: at,
      tags: withTags([], tags, 'TagsPerPolicy'),
      versions: [{ versionId: 'v1', createDate: at, policy }],
      defaultVersionId: 'v1',
      lastVersion: 1,
    };
    const { directory } = world;
    const { Description: _, Tags: shown, ...output } = policyOutput(made, directory, request.accountId);
    return {
      output: { Policy: { ...output, ...(tags.length === 0 ? {} : { Tags: shown }) } },
      facts: [managedPolicyPut(made)],
    };
  },
});
