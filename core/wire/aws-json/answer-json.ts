import type { AwsError } from '../../errors/aws-error.ts';
import { SerializationException } from '../../errors/common-errors.ts';
import type { Lab } from '../../lab/lab.ts';
import { operationNamed } from '../../operations/index.ts';
import type { Caller } from '../caller.ts';
import { userAgentOf, type WireRequest } from '../wire-request.ts';
import type { WireResponse } from '../wire-response.ts';
import { jsonResponse } from './json-response.ts';
import { type JsonService, operationOfTarget } from './json-services.ts';
import { readInput } from './read-input.ts';
import { writeError, writeOutput } from './write-output.ts';

const CONTENT_TYPES = {
  '1.0': /^application\/x-amz-json-1\.0\s*(?:;|$)/i,
  '1.1': /^application\/x-amz-json-1\.1\s*(?:;|$)/i,
} as const;

type Output = Readonly<Record<string, unknown>>;

/**
 * Answers requests in AWS JSON whose caller is known: one call through the lab's door each. What is no operation or no
 * input never gets there. `asSeen` is the output as this client is to see it.
 */
export function answerJson(
  spoken: JsonService,
  asSeen: (output: Output, request: WireRequest, caller: Caller) => Output = (output) => output,
) {
  const { service, version, takesAnyPath = false } = spoken;
  /** @param newId - draws a request id for what never gets there. */
  return async (request: WireRequest, caller: Caller, lab: Lab, newId: () => string): Promise<WireResponse> => {
    const { method, path, headers, body, sourceIp } = request;
    const name = operationOfTarget(headers.get('x-amz-target') ?? '', spoken);
    const operation = name === null ? undefined : operationNamed(service, name);
    if (
      operation === undefined ||
      method !== 'POST' ||
      (path !== '/' && !takesAnyPath) ||
      !CONTENT_TYPES[version ?? '1.1'].test(headers.get('content-type') ?? '')
    ) {
      return refusal(spoken, { name: 'UnknownOperationException', message: '' }, newId());
    }
    let input: Output;
    try {
      input = readInput(operation.input, body);
    } catch (error) {
      if (!(error instanceof SerializationException)) throw error;
      return refusal(spoken, error, newId());
    }
    const { reply, requestId } = await lab.call({
      service,
      operation: operation.name,
      input,
      ...caller,
      sourceIp,
      ...userAgentOf(request),
    });
    if (!reply.ok) return refusal(spoken, reply.error, requestId);
    const written = writeOutput(asSeen(reply.output, request, caller), operation.name);
    // An output without members is an empty structure in AWS JSON 1.0, whose SDKs all read a body.
    return jsonResponse(200, written === '' && version === '1.0' ? '{}' : written, requestId, { version });
  };
}

/** The answer to a request whose caller is not known. */
export function refuseJson(spoken: JsonService) {
  return (error: AwsError, newId: () => string): WireResponse => refusal(spoken, error, newId());
}

/**
 * A service that spoke Query before names its errors as it did then in a header too, for clients that know those names.
 * Source: Smithy, "AWS query compatible trait".
 */
function refusal(spoken: JsonService, error: Parameters<typeof writeError>[1], requestId: string): WireResponse {
  const { version, errors, errorNamespace = '' } = spoken;
  const [json, status] = errors?.[error.name] ?? [error.name, statusOf(error.name)];
  const body = writeError(spoken, { ...error, message: error.message, name: `${errorNamespace}${json}` });
  const fault = status < 500 ? 'Sender' : 'Receiver';
  const headers = errors === undefined ? {} : { 'x-amzn-query-error': `${error.name};${fault}` };
  return jsonResponse(status, body, requestId, { version, headers });
}

/** Whatever the models say, these services answer every client's error with 400. Source: wire.md section 3. */
function statusOf(name: string): number {
  if (name === 'DependencyTimeoutException') return 503;
  return name === 'KMSInternalException' || name === 'KeyUnavailableException' ? 500 : 400;
}
