import { defineOperation } from '../../../operations/operation.ts';
import { string, structure } from '../../../operations/shape.ts';
import { onBehalfOf } from '../../on-behalf-of.ts';
import { roleOf } from '../execution-role.ts';
import { checkQualifier, functionTarget, ownFunction } from './find.ts';
import { FunctionName } from './shapes.ts';

export const deleteFunction = defineOperation({
  service: 'lambda',
  name: 'DeleteFunction',
  summary: 'Deletes a function; its grant is given back.',
  source: 'https://docs.aws.amazon.com/lambda/latest/api/API_DeleteFunction.html',
  input: structure({ FunctionName }, { Qualifier: string() }),
  readOnly: false,
  mutates: true,
  find: (input, scope) => [functionTarget(scope, 'lambda:DeleteFunction', input.FunctionName)],
  check(input, scope) {
    checkQualifier(input.Qualifier, ownFunction(scope, input.FunctionName));
  },
  async handle(input, scope) {
    const { lambda, world, request, requestId } = scope;
    const one = ownFunction(scope, input.FunctionName);
    if (one.environment !== null) {
      await lambda.retire(one.environment, one, roleOf(world, one.roleArn), onBehalfOf(request, requestId));
    }
    return { output: {}, facts: [{ type: 'functionDeleted', arn: one.arn }] };
  },
});
