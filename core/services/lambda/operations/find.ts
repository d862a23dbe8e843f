import { parseArn } from '../../../cloud/arn.ts';
import { LambdaError } from '../../../errors/lambda-errors.ts';
import { iamTarget } from '../../../operations/find-key.ts';
import type { Scope, Target } from '../../../operations/operation.ts';
import { functionArn, type LambdaFunction } from '../function.ts';

/** The question whether IAM lets the caller do `action` on a function. */
export function functionTarget(scope: Scope, action: string, functionName: string): Target {
  return iamTarget(scope, action, arnOf(scope, functionName));
}

/** The caller's function in the Region that is called. @throws {LambdaError} ResourceNotFoundException */
export function ownFunction(scope: Scope, functionName: string): LambdaFunction {
  const arn = arnOf(scope, functionName);
  const { accountId, region } = scope.request;
  const found = scope.world.functions.get(arn);
  if (found !== undefined && found.accountId === accountId && found.region === region) return found;
  throw new LambdaError('ResourceNotFoundException', `Function not found: ${arn}`, 'no-such-function');
}

/** The ARN that a function is named by: its name, its whole ARN, or a part of that. @throws {LambdaError} */
function arnOf({ request }: Scope, functionName: string): string {
  const name = nameIn(functionName);
  const whose = parseArn(functionName);
  if (whose !== null) return functionName;
  return functionArn(request.region, request.accountId, name);
}

/** The name in a name, an ARN, or `ACCOUNT:function:NAME`. @throws {LambdaError} for what is none of these */
export function nameIn(functionName: string): string {
  const name = functionName.slice(functionName.lastIndexOf(':') + 1);
  if (/^[a-zA-Z0-9-_]{1,64}$/.test(name)) return name;
  throw LambdaError.invalid(`Invalid function name: ${functionName}`, 'malformed-identifier');
}

/** Simplified: a function has no versions but $LATEST. @throws {LambdaError} for another */
export function checkQualifier(qualifier: string | undefined, { arn }: LambdaFunction): void {
  if (qualifier === undefined || qualifier === '$LATEST') return;
  throw new LambdaError('ResourceNotFoundException', `Function not found: ${arn}:${qualifier}`, 'no-such-function');
}
