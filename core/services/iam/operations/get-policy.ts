import { structure } from '../../../operations/shape.ts';
import { policyOutput } from '../entity-output.ts';
import { policyOfArn, policyTarget } from '../find-entity.ts';
import { iamOperation } from '../iam-operation.ts';
import { Arn } from '../iam-shapes.ts';

export const getPolicy = iamOperation({
  name: 'GetPolicy',
  summary: 'Tells of a managed policy; its document is in its versions.',
  input: structure({ PolicyArn: Arn }, {}),
  target: ({ PolicyArn: arn }, scope) => policyTarget(scope, arn),
  handle({ PolicyArn: arn }, scope) {
    const { world, request } = scope;
    return { output: { Policy: policyOutput(policyOfArn(scope, arn), world.directory, request.accountId) } };
  },
});
