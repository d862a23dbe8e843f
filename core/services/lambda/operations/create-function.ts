import { LambdaError } from '../../../errors/lambda-errors.ts';
import { iamTarget } from '../../../operations/find-key.ts';
import { defineOperation } from '../../../operations/operation.ts';
import { blob, oneOf, structure } from '../../../operations/shape.ts';
import { onBehalfOf } from '../../on-behalf-of.ts';
import { isAssumable, roleOf } from '../execution-role.ts';
import { functionArn, type LambdaFunction } from '../function.ts';
import { configurationOutput, loggedConfiguration } from './configuration.ts';
import { functionTarget, nameIn } from './find.ts';
import {
  Description,
  Environment,
  FunctionName,
  Handler,
  KMSKeyArn,
  MemorySize,
  Role,
  Runtime,
  Timeout,
} from './shapes.ts';
import { checkVariables } from './variables.ts';

/** Simplified: AWS takes 50 MB in a request. Source: Lambda Developer Guide, "Lambda quotas". */
const MOST_ZIP_BYTES = 1024 * 1024;

/** Simplified: the package is only kept, and never run. */
export const createFunction = defineOperation({
  service: 'lambda',
  name: 'CreateFunction',
  summary: 'Makes a function, whose environment variables are encrypted under aws/lambda or a key of yours.',
  source: 'https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html',
  input: structure(
    { FunctionName, Role, Code: structure({}, { ZipFile: blob({ sensitive: true }) }) },
    { Runtime, Handler, Description, Timeout, MemorySize, Environment, KMSKeyArn, PackageType: oneOf(['Zip']) },
  ),
  readOnly: false,
  mutates: true,
  record: { responseElements: loggedConfiguration },
  conditionInput: ({ Environment: _, Code: __, ...rest }) => rest,
  find: (input, scope) => [
    functionTarget(scope, 'lambda:CreateFunction', input.FunctionName),
    iamTarget(scope, 'iam:PassRole', input.Role),
  ],
  check(input, scope) {
    const { Code, Runtime: runtime, Handler: handler, Environment: { Variables = {} } = {} } = input;
    const { region, accountId } = scope.request;
    if (runtime === undefined || handler === undefined) {
      throw LambdaError.invalid(
        'Runtime and Handler are mandatory parameters for functions created with deployment packages.',
      );
    }
    const name = nameIn(input.FunctionName);
    if (scope.world.functions.has(functionArn(region, accountId, name))) {
      throw new LambdaError('ResourceConflictException', `Function already exist: ${name}`, 'name-in-use');
    }
    if (Code.ZipFile === undefined || Code.ZipFile.length === 0) {
      throw LambdaError.invalid('Please provide a source for function code.');
    }
    if (Code.ZipFile.length > MOST_ZIP_BYTES) {
      throw new LambdaError(
        'RequestTooLargeException',
        `The lab takes packages of ${MOST_ZIP_BYTES} bytes at most.`,
        'too-large',
      );
    }
    const role = roleOf(scope.world, input.Role);
    if (role === undefined || !isAssumable(role, scope)) {
      throw LambdaError.invalid(
        'The role defined for the function cannot be assumed by Lambda.',
        'role-does-not-trust',
      );
    }
    checkVariables(Variables);
  },
  async handle(input, scope) {
    const { request, requestId, lambda, world, ids, at } = scope;
    const { region, accountId } = request;
    const functionName = nameIn(input.FunctionName);
    const arn = functionArn(region, accountId, functionName);
    const role = roleOf(world, input.Role);
    if (role === undefined) throw new Error(`${input.Role} went while a function was made`);
    const variables = input.Environment?.Variables;
    const kmsKeyArn = input.KMSKeyArn === undefined || input.KMSKeyArn === '' ? null : input.KMSKeyArn;
    const named = { arn, functionName, region };
    const environment =
      variables === undefined || Object.keys(variables).length === 0
        ? null
        : await lambda.seal(variables, kmsKeyArn, named, role, onBehalfOf(request, requestId));
    const made: LambdaFunction = {
      arn,
      functionName,
      accountId,
      region,
      runtime: input.Runtime ?? '',
      roleArn: input.Role,
      handler: input.Handler ?? '',
      description: input.Description ?? '',
      timeoutSeconds: input.Timeout ?? 3,
      memorySizeMiB: input.MemorySize ?? 128,
      code: await lambda.keepCode(arn, input.Code.ZipFile ?? new Uint8Array()),
      lastModified: at,
      revisionId: ids.uuid(),
      kmsKeyArn,
      environment,
    };
    return {
      output: configurationOutput(made, environment === null ? null : { Variables: variables ?? {} }),
      facts: [{ type: 'functionPut', function: made }],
    };
  },
});
