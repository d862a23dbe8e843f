import type { AwsError } from '../../errors/aws-error.ts';
import { SerializationException } from '../../errors/common-errors.ts';
import type { Lab } from '../../lab/lab.ts';
import { operationNamed } from '../../operations/index.ts';
import type { Operation } from '../../operations/operation.ts';
import { readInput } from '../aws-json/read-input.ts';
import { writeOutput } from '../aws-json/write-output.ts';
import type { Caller } from '../caller.ts';
import { userAgentOf, type WireRequest } from '../wire-request.ts';
import type { WireResponse } from '../wire-response.ts';
import { type Route, routeOf } from './routes.ts';

type Members = Readonly<Record<string, unknown>>;

/** The status of what came through, where it is another than 200. */
const STATUSES: Readonly<Record<string, number>> = { CreateFunction: 201, DeleteFunction: 204 };

/** The status of those of Lambda's errors that have another than 400. Source: Lambda API Reference, "Errors" of each action. */
const ERROR_STATUSES: Readonly<Record<string, number>> = {
  AccessDeniedException: 403,
  ExpiredTokenException: 403,
  InvalidSignatureException: 403,
  KMSAccessDeniedException: 502,
  KMSDisabledException: 502,
  KMSInvalidStateException: 502,
  KMSNotFoundException: 502,
  MissingAuthenticationTokenException: 403,
  RequestTooLargeException: 413,
  ResourceConflictException: 409,
  ResourceNotFoundException: 404,
  UnrecognizedClientException: 403,
};

/** Errors whose message has a capital, as their models have it. */
const CAPITALS: readonly string[] = [
  'AccessDeniedException',
  'KMSAccessDeniedException',
  'KMSDisabledException',
  'KMSInvalidStateException',
  'KMSNotFoundException',
  'ResourceNotFoundException',
];

/**
 * Answers a request to Lambda's REST API, whose caller is known.
 * @param newId - draws a request id for what never gets to the lab.
 * Source: Lambda API Reference; Smithy, "AWS restJson1 protocol".
 */
export async function answerLambda(
  request: WireRequest,
  caller: Caller,
  lab: Lab,
  newId: () => string,
): Promise<WireResponse> {
  const route = routeOf(request);
  const operation = route === null ? undefined : operationNamed('lambda', route.operation);
  if (route === null || operation === undefined) {
    const message = 'kmslab has no such operation of Lambda.';
    return errorResponse(404, 'UnknownOperationException', message, newId());
  }
  const read = inputOf(operation, route, request);
  if (!read.ok) return errorResponse(400, read.error, read.message, newId());
  const { reply, requestId } = await lab.call({
    service: 'lambda',
    operation: operation.name,
    input: read.input,
    ...caller,
    sourceIp: request.sourceIp,
    ...userAgentOf(request),
  });
  if (!reply.ok) return faultOf(reply.error, requestId);
  if (operation.name === 'Invoke') return answerOfFunction(reply.output, requestId);
  return response(STATUSES[operation.name] ?? 200, writeOutput(reply.output, operation.name), requestId);
}

/** The answer to a request whose caller is not known. */
export function refuseLambda(error: AwsError, newId: () => string): WireResponse {
  return faultOf(error, newId());
}

type Read =
  | { readonly ok: true; readonly input: Members }
  | { readonly ok: false; readonly error: string; readonly message: string };

function inputOf({ name, input }: Operation, { members }: Route, { headers, body }: WireRequest): Read {
  if (name === 'Invoke') {
    const type = headers.get('x-amz-invocation-type');
    const how = type === undefined ? {} : { InvocationType: type };
    return { ok: true, input: { ...members, ...how, Payload: Uint8Array.from(body) } };
  }
  try {
    const missing = missingHere(body, { ...input.required, ...input.optional });
    if (missing === null) return { ok: true, input: { ...readInput(input, body), ...members } };
    const message = `kmslab's Lambda has no ${missing} in ${name}.`;
    return { ok: false, error: 'InvalidParameterValueException', message };
  } catch (error) {
    if (!(error instanceof SerializationException)) throw error;
    return { ok: false, error: 'InvalidRequestContentException', message: error.message };
  }
}

/** A member that the lab has not, and that wants something: nothing is overlooked. */
function missingHere(body: Uint8Array, known: Members): string | null {
  for (const [name, value] of Object.entries(jsonIn(body))) {
    if (!Object.hasOwn(known, name) && wantsSomething(value)) return name;
  }
  return null;
}

function jsonIn(body: Uint8Array): object {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(body));
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {}; // for readInput to refuse
  }
}

function wantsSomething(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return Boolean(value);
  return Object.keys(value).length > 0;
}

/** What a function answered is the body; how it went stands in headers. */
function answerOfFunction(output: Members, requestId: string): WireResponse {
  const { StatusCode, FunctionError, ExecutedVersion, Payload } = output;
  return {
    ...response(Number(StatusCode), '', requestId),
    headers: {
      ...headersOf(requestId),
      ...(FunctionError === undefined ? {} : { 'X-Amz-Function-Error': String(FunctionError) }),
      ...(ExecutedVersion === undefined ? {} : { 'X-Amz-Executed-Version': String(ExecutedVersion) }),
    },
    bytes: Payload as Uint8Array,
  };
}

function faultOf({ name, message }: { readonly name: string; readonly message: string }, requestId: string) {
  return errorResponse(ERROR_STATUSES[name] ?? 400, name, message, requestId);
}

function errorResponse(status: number, name: string, message: string, requestId: string): WireResponse {
  const body = { Type: status < 500 ? 'User' : 'Service', [CAPITALS.includes(name) ? 'Message' : 'message']: message };
  const { headers, ...rest } = response(status, JSON.stringify(body), requestId);
  return { ...rest, headers: { ...headers, 'x-amzn-ErrorType': name } };
}

function response(status: number, body: string, requestId: string): WireResponse {
  return { status, headers: headersOf(requestId), body };
}

function headersOf(requestId: string): WireResponse['headers'] {
  return { 'x-amzn-RequestId': requestId, 'Content-Type': 'application/json' };
}
