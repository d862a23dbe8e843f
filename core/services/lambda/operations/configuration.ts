import { LambdaError } from '../../../errors/lambda-errors.ts';
import type { HandleScope } from '../../../operations/operation.ts';
import { onBehalfOf } from '../../on-behalf-of.ts';
import type { LambdaFunction, Variables } from '../function.ts';

type Shown =
  | { readonly Variables: Variables }
  | { readonly Error: { readonly ErrorCode: string; readonly Message: string } };

/**
 * A function's configuration as Lambda answers it. Simplified: a function is Active at once; AWS takes some seconds.
 * Source: Lambda API Reference, FunctionConfiguration.
 */
export function configurationOutput(one: LambdaFunction, environment: Shown | null): Readonly<Record<string, unknown>> {
  return {
    FunctionName: one.functionName,
    FunctionArn: one.arn,
    Runtime: one.runtime,
    Role: one.roleArn,
    Handler: one.handler,
    CodeSize: one.code.sizeBytes,
    Description: one.description,
    Timeout: one.timeoutSeconds,
    MemorySize: one.memorySizeMiB,
    LastModified: new Date(one.lastModified).toISOString().replace('Z', '+0000'),
    CodeSha256: one.code.sha256,
    Version: '$LATEST',
    ...(environment === null ? {} : { Environment: environment }),
    ...(one.kmsKeyArn === null ? {} : { KMSKeyArn: one.kmsKeyArn }),
    TracingConfig: { Mode: 'PassThrough' },
    RevisionId: one.revisionId,
    State: 'Active',
    LastUpdateStatus: 'Successful',
    PackageType: 'Zip',
    Architectures: ['x86_64'],
  };
}

/**
 * The configuration as the caller may see it: whoever may not decrypt under the function's key gets an error in place of
 * the variables, and the rest all the same. Source: Lambda API Reference, EnvironmentResponse, EnvironmentError.
 */
export async function seenConfiguration(one: LambdaFunction, { lambda, request, requestId }: HandleScope) {
  if (one.environment === null) return configurationOutput(one, null);
  try {
    const by = onBehalfOf(request, requestId);
    return configurationOutput(one, { Variables: await lambda.openAsCaller(one.environment, one, by) });
  } catch (refused) {
    if (!(refused instanceof LambdaError)) throw refused;
    const ErrorCode = refused.data.kms ?? refused.name;
    return configurationOutput(one, { Error: { ErrorCode, Message: refused.message } });
  }
}

/** What CloudTrail has of an answer: no variables. Source: Lambda Developer Guide, "Logging Lambda API calls". */
export function loggedConfiguration(output: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const logged = Object.entries(output).map(([name, value]) => [
    name.charAt(0).toLowerCase() + name.slice(1),
    name === 'Environment' ? {} : value,
  ]);
  return Object.fromEntries(logged);
}
