import { defineOperation } from '../../../operations/operation.ts';
import { string, structure } from '../../../operations/shape.ts';
import { seenConfiguration } from './configuration.ts';
import { checkQualifier, functionTarget, ownFunction } from './find.ts';
import { FunctionName } from './shapes.ts';

const PAGE = 'https://docs.aws.amazon.com/lambda/latest/api/API_';
const input = structure({ FunctionName }, { Qualifier: string() });

/** Simplified: the answer has no address from which to fetch the package. */
export const getFunction = defineOperation({
  service: 'lambda',
  name: 'GetFunction',
  summary: 'Shows a function, with its variables where the caller may decrypt under their key.',
  source: `${PAGE}GetFunction.html`,
  input,
  readOnly: true,
  mutates: false,
  find: ({ FunctionName: name }, scope) => [functionTarget(scope, 'lambda:GetFunction', name)],
  async handle({ FunctionName: name, Qualifier }, scope) {
    const one = ownFunction(scope, name);
    checkQualifier(Qualifier, one);
    return { output: { Configuration: await seenConfiguration(one, scope), Code: { RepositoryType: 'S3' } } };
  },
});

export const getFunctionConfiguration = defineOperation({
  service: 'lambda',
  name: 'GetFunctionConfiguration',
  summary: 'Shows the configuration of a function, with its variables where the caller may decrypt under their key.',
  source: `${PAGE}GetFunctionConfiguration.html`,
  input,
  readOnly: true,
  mutates: false,
  find: ({ FunctionName: name }, scope) => [functionTarget(scope, 'lambda:GetFunctionConfiguration', name)],
  async handle({ FunctionName: name, Qualifier }, scope) {
    const one = ownFunction(scope, name);
    checkQualifier(Qualifier, one);
    return { output: await seenConfiguration(one, scope) };
  },
});
