import type { Role } from '../../../cloud/identity.ts';
import { fromBase64, fromUtf8, utf8 } from '../../../crypto/bytes.ts';
import { LambdaError } from '../../../errors/lambda-errors.ts';
import { defineOperation, type HandleScope } from '../../../operations/operation.ts';
import { blob, oneOf, string, structure } from '../../../operations/shape.ts';
import type { Bytes } from '../../../ports.ts';
import { onBehalfOf } from '../../on-behalf-of.ts';
import { isAssumable, roleOf } from '../execution-role.ts';
import type { LambdaFunction, Variables } from '../function.ts';
import { checkQualifier, functionTarget, ownFunction } from './find.ts';
import { FunctionName } from './shapes.ts';

/**
 * Simplified: no code runs. What answers is a function of the lab's: it shows the environment that it was started with,
 * and decrypts those of its variables that the event names under `decrypt`, as the code does that the console's
 * encryption helpers propose: by a call of its own to KMS, as the execution role, under the context LambdaFunctionName.
 * Each call starts it anew; AWS keeps a started function for some time, and then asks KMS less often.
 */
export const invoke = defineOperation({
  service: 'lambda',
  name: 'Invoke',
  summary: 'Starts a function: it shows its environment, and decrypts the variables that the payload names.',
  source: 'https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html',
  input: structure(
    { FunctionName },
    {
      InvocationType: oneOf(['Event', 'RequestResponse', 'DryRun']),
      Payload: blob({ sensitive: true }),
      Qualifier: string(),
    },
  ),
  outputFile: 'Payload',
  readOnly: false,
  mutates: false,
  isDataEvent: true,
  record: { responseElements: () => null },
  conditionInput: ({ Payload: _, ...rest }) => rest,
  find: (input, scope) => [functionTarget(scope, 'lambda:InvokeFunction', input.FunctionName)],
  check(input, scope) {
    const one = ownFunction(scope, input.FunctionName);
    checkQualifier(input.Qualifier, one);
    if (input.InvocationType === 'Event') {
      throw LambdaError.invalid(
        'The lab invokes functions while one waits: RequestResponse or DryRun.',
        'not-supported-yet',
      );
    }
    const role = roleOf(scope.world, one.roleArn);
    if (role !== undefined && isAssumable(role, scope)) return;
    throw new LambdaError(
      'AccessDeniedException',
      'The role defined for the function cannot be assumed by Lambda.',
      'role-does-not-trust',
    );
  },
  async handle(input, scope) {
    const one = ownFunction(scope, input.FunctionName);
    if (input.InvocationType === 'DryRun') return { output: { StatusCode: 204, Payload: new Uint8Array(0) } };
    const event = eventIn(input.Payload);
    const role = roleOf(scope.world, one.roleArn);
    if (role === undefined) throw new Error(`${one.roleArn} went while ${one.arn} was started`);
    const by = onBehalfOf(scope.request, scope.requestId);
    const variables = one.environment === null ? {} : await scope.lambda.openAsRole(one.environment, one, role, by);
    const { isError, answer } = await run(one, role, variables, event, scope);
    return {
      output: {
        StatusCode: 200,
        ...(isError ? { FunctionError: 'Unhandled' } : {}),
        ExecutedVersion: '$LATEST',
        Payload: utf8(JSON.stringify(answer)),
      },
    };
  },
});

/** The names of variables that the event asks to decrypt. @throws {LambdaError} InvalidRequestContentException */
function eventIn(payload: Bytes | undefined): readonly string[] {
  if (payload === undefined || payload.length === 0) return [];
  try {
    const event: unknown = JSON.parse(fromUtf8(payload));
    const names = typeof event === 'object' && event !== null && 'decrypt' in event ? event.decrypt : [];
    return Array.isArray(names) ? names.map(String) : [];
  } catch {
    throw new LambdaError(
      'InvalidRequestContentException',
      'Could not parse request body into json: the payload is not JSON',
      'malformed-request',
    );
  }
}

interface Ran {
  readonly isError: boolean;
  readonly answer: unknown;
}

/** What the lab's function does. An error that it doesn't catch is its answer, as with any function. */
async function run(
  one: LambdaFunction,
  role: Role,
  environment: Variables,
  toDecrypt: readonly string[],
  { lambda, request, requestId }: HandleScope,
): Promise<Ran> {
  const decrypted: Record<string, string> = {};
  for (const name of toDecrypt) {
    const ciphertext = ciphertextIn(environment[name]);
    if (ciphertext === null) {
      return { isError: true, answer: { errorMessage: `${name} holds no ciphertext in base64`, errorType: 'Error' } };
    }
    const opened = await lambda.decryptAsCode(ciphertext, one, role, onBehalfOf(request, requestId));
    if (!opened.ok) {
      return { isError: true, answer: { errorMessage: opened.error.message, errorType: opened.error.name } };
    }
    decrypted[name] = opened.plaintext;
  }
  return { isError: false, answer: { environment, ...(toDecrypt.length === 0 ? {} : { decrypted }) } };
}

function ciphertextIn(value: string | undefined): Bytes | null {
  if (value === undefined || !/^[A-Za-z0-9+/]+={0,2}$/.test(value) || value.length % 4 !== 0) return null;
  return fromBase64(value);
}
