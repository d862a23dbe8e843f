import type { LambdaFunction } from '../../services/lambda/function.ts';
import type { FunctionView } from '../world-shapes.ts';

/** A function, with the key that its variables really lie under. */
export function functionView({
  arn,
  functionName: name,
  accountId,
  region,
  environment,
}: LambdaFunction): FunctionView {
  return { arn, name, accountId, region, kmsKeyArn: environment?.keyArn ?? null };
}
