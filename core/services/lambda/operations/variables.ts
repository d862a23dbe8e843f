import { utf8 } from '../../../crypto/bytes.ts';
import { LambdaError } from '../../../errors/lambda-errors.ts';
import type { Variables } from '../function.ts';

/** Of their JSON. Source: Lambda Developer Guide, "Lambda quotas". */
const MOST_BYTES = 4096;

/** Source: Lambda Developer Guide, "Defined runtime environment variables", "Reserved environment variables". */
const RESERVED: readonly string[] = [
  '_HANDLER',
  '_X_AMZN_TRACE_ID',
  'AWS_DEFAULT_REGION',
  'AWS_REGION',
  'AWS_EXECUTION_ENV',
  'AWS_LAMBDA_FUNCTION_NAME',
  'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
  'AWS_LAMBDA_FUNCTION_VERSION',
  'AWS_LAMBDA_INITIALIZATION_TYPE',
  'AWS_LAMBDA_LOG_GROUP_NAME',
  'AWS_LAMBDA_LOG_STREAM_NAME',
  'AWS_ACCESS_KEY',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_LAMBDA_RUNTIME_API',
  'LAMBDA_TASK_ROOT',
  'LAMBDA_RUNTIME_DIR',
];

/**
 * Refuses variables that no function may have. AWS's message about their length shows all of them; ours does not, for it
 * stands in the trail. @throws {LambdaError} InvalidParameterValueException
 */
export function checkVariables(variables: Variables): void {
  const reserved = Object.keys(variables).filter((name) => RESERVED.includes(name));
  if (reserved.length > 0) {
    throw LambdaError.invalid(
      `Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${reserved.join(', ')}`,
    );
  }
  const odd = Object.keys(variables).find((name) => !/^[a-zA-Z][a-zA-Z0-9_]+$/.test(name));
  if (odd !== undefined) {
    throw LambdaError.invalid(
      `The name of an environment variable begins with a letter, and has two or more letters, digits and underscores; got '${odd}'`,
    );
  }
  if (utf8(JSON.stringify(variables)).length > MOST_BYTES) {
    throw LambdaError.invalid(
      'Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit.',
      'too-large',
    );
  }
}
