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

const CONTENT_TYPE = /^application\/x-amz-json-1\.1\s*(?:;|$)/i;

/**
 * Answers requests in AWS JSON 1.1 whose caller is known: one call through the lab's door each. What is no operation or
 * no input never gets there.
 */
export function answerJson(spoken: JsonService) {
  const { service } = spoken;
  /** @param newId - draws a request id for what never gets there. */
  return async (request: WireRequest, caller: Caller, lab: Lab, newId: () => string): Promise<WireResponse> => {
    const { method, path, headers, body, sourceIp } = request;
    const name = operationOfTarget(headers.get('x-amz-target') ?? '', spoken);
    const operation = name === null ? undefined : operationNamed(service, name);
    if (
      operation === undefined ||
      method !== 'POST' ||
      path !== '/' ||
      !CONTENT_TYPE.test(headers.get('content-type') ?? '')
    ) {
      return jsonResponse(400, writeError(spoken, { name: 'UnknownOperationException', message: '' }), newId());
    }
    let input: Readonly<Record<string, unknown>>;
    try {
      input = readInput(operation.input, body);
    } catch (error) {
      if (!(error instanceof SerializationException)) throw error;
      return jsonResponse(400, writeError(spoken, error), newId());
    }
    const { reply, requestId } = await lab.call({
      service,
      operation: operation.name,
      input,
      ...caller,
      sourceIp,
      ...userAgentOf(request),
    });
    if (reply.ok) return jsonResponse(200, writeOutput(reply.output, operation.name), requestId);
    return jsonResponse(statusOf(reply.error.name), writeError(spoken, reply.error), requestId);
  };
}

/** Whatever the models say, these services answer every client's error with 400. Source: wire.md section 3. */
function statusOf(name: string): number {
  if (name === 'DependencyTimeoutException') return 503;
  return name === 'KMSInternalException' || name === 'KeyUnavailableException' ? 500 : 400;
}

/** The answer to a request whose caller is not known. */
export function refuseJson(spoken: JsonService) {
  return (error: AwsError, newId: () => string): WireResponse => jsonResponse(400, writeError(spoken, error), newId());
}
