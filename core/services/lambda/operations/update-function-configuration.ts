import type { Role as IamRole } from '../../../cloud/identity.ts';
import { LambdaError } from '../../../errors/lambda-errors.ts';
import { iamTarget } from '../../../operations/find-key.ts';
import { defineOperation, type HandleScope } from '../../../operations/operation.ts';
import { string, structure } from '../../../operations/shape.ts';
import { onBehalfOf } from '../../on-behalf-of.ts';
import { isAssumable, roleOf } from '../execution-role.ts';
import type { LambdaFunction, SealedEnvironment, Variables } from '../function.ts';
import { configurationOutput, loggedConfiguration, seenConfiguration } from './configuration.ts';
import { functionTarget, ownFunction } from './find.ts';
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

export const updateFunctionConfiguration = defineOperation({
  service: 'lambda',
  name: 'UpdateFunctionConfiguration',
  summary: 'Changes a function: all its environment variables at once, their key, its role, its settings.',
  source: 'https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionConfiguration.html',
  input: structure(
    { FunctionName },
    { Role, Handler, Description, Timeout, MemorySize, Environment, Runtime, KMSKeyArn, RevisionId: string() },
  ),
  readOnly: false,
  mutates: true,
  record: { responseElements: loggedConfiguration },
  conditionInput: ({ Environment: _, ...rest }) => rest,
  find: (input, scope) => [
    functionTarget(scope, 'lambda:UpdateFunctionConfiguration', input.FunctionName),
    ...(input.Role === undefined ? [] : [iamTarget(scope, 'iam:PassRole', input.Role)]),
  ],
  check(input, scope) {
    const before = ownFunction(scope, input.FunctionName);
    if (input.RevisionId !== undefined && input.RevisionId !== before.revisionId) {
      throw new LambdaError(
        'ResourceConflictException',
        'The RevisionId provided does not match the latest RevisionId. Call the GetFunction/GetAlias API to retrieve the latest RevisionId',
        'precondition-failed',
      );
    }
    const role = roleOf(scope.world, input.Role ?? before.roleArn);
    if (input.Role !== undefined && (role === undefined || !isAssumable(role, scope))) {
      throw LambdaError.invalid(
        'The role defined for the function cannot be assumed by Lambda.',
        'role-does-not-trust',
      );
    }
    checkVariables(input.Environment?.Variables ?? {});
  },
  async handle(input, scope) {
    const { world, ids, at, request, requestId, lambda } = scope;
    const before = ownFunction(scope, input.FunctionName);
    const kmsKeyArn =
      input.KMSKeyArn === undefined ? before.kmsKeyArn : input.KMSKeyArn === '' ? null : input.KMSKeyArn;
    const changed: LambdaFunction = {
      ...before,
      runtime: input.Runtime ?? before.runtime,
      roleArn: input.Role ?? before.roleArn,
      handler: input.Handler ?? before.handler,
      description: input.Description ?? before.description,
      timeoutSeconds: input.Timeout ?? before.timeoutSeconds,
      memorySizeMiB: input.MemorySize ?? before.memorySizeMiB,
      kmsKeyArn,
      lastModified: at,
      revisionId: ids.uuid(),
    };
    const { environment, variables } = await resealed(before, changed, input.Environment?.Variables, scope);
    const role = roleOf(world, before.roleArn);
    if (before.environment !== null && environment?.grantId !== before.environment.grantId) {
      await lambda.retire(before.environment, before, role, onBehalfOf(request, requestId));
    }
    const made = { ...changed, environment };
    const output =
      variables === null ? await seenConfiguration(made, scope) : configurationOutput(made, shown(variables));
    return { output, facts: [{ type: 'functionPut', function: made }] };
  },
});

function shown(variables: Variables) {
  return Object.keys(variables).length === 0 ? null : { Variables: variables };
}

interface Resealed {
  readonly environment: SealedEnvironment | null;
  /** Those that are known by now; null where they stayed sealed. */
  readonly variables: Variables | null;
}

/**
 * The environment after a change: new variables or another key are encrypted anew, as the caller, who must be able to
 * open the old ones where they stay; another role has a grant of its own.
 */
async function resealed(
  before: LambdaFunction,
  after: LambdaFunction,
  given: Variables | undefined,
  { lambda, request, requestId, world }: HandleScope,
): Promise<Resealed> {
  const by = onBehalfOf(request, requestId);
  const { environment } = before;
  const isOtherKey = after.kmsKeyArn !== before.kmsKeyArn;
  const isOtherRole = after.roleArn !== before.roleArn;
  if (given !== undefined && Object.keys(given).length === 0) return { environment: null, variables: given };
  if (given !== undefined || (environment !== null && isOtherKey)) {
    const variables = given ?? (environment === null ? {} : await lambda.openAsCaller(environment, before, by));
    const sealed = await lambda.seal(variables, after.kmsKeyArn, after, needed(roleOf(world, after.roleArn)), by);
    return { environment: sealed, variables };
  }
  if (environment === null || !isOtherRole) return { environment, variables: environment === null ? {} : null };
  const grantId = await lambda.grant(environment.keyArn, after, needed(roleOf(world, after.roleArn)), by);
  return { environment: { ...environment, grantId }, variables: null };
}

/** @throws {LambdaError} where a function's role is gone */
function needed(role: IamRole | undefined): IamRole {
  if (role !== undefined) return role;
  throw LambdaError.invalid('The role defined for the function cannot be assumed by Lambda.', 'role-does-not-trust');
}
