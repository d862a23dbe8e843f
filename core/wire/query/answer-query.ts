import type { AwsError } from '../../errors/aws-error.ts';
import type { Lab } from '../../lab/lab.ts';
import { operationNamed } from '../../operations/index.ts';
import type { Caller } from '../caller.ts';
import { userAgentOf, type WireRequest } from '../wire-request.ts';
import type { WireResponse } from '../wire-response.ts';
import { QUERY_SERVICES, type QueryService, type QueryServiceName } from './query-services.ts';
import { readForm, readInput } from './read-form.ts';
import { writeFault, writeResult } from './write-xml.ts';

/** What the JSON services call an error, and Query services another way; with its status. */
const FAULTS: Readonly<Record<string, { readonly code: string; readonly status: number }>> = {
  MissingAuthenticationTokenException: { code: 'MissingAuthenticationToken', status: 403 },
  IncompleteSignatureException: { code: 'IncompleteSignature', status: 400 },
  InvalidSignatureException: { code: 'SignatureDoesNotMatch', status: 403 },
  UnrecognizedClientException: { code: 'InvalidClientTokenId', status: 403 },
  ExpiredTokenException: { code: 'ExpiredToken', status: 403 },
  SerializationException: { code: 'MalformedInput', status: 400 },
};

/** How a Query service speaks: it answers a request whose caller is known, and refuses one whose caller is not. */
export function queryProtocol(name: QueryServiceName) {
  return {
    answer: (request: WireRequest, caller: Caller, lab: Lab, newId: () => string) =>
      answerQuery(name, request, caller, lab, newId),
    refuse: (error: AwsError, newId: () => string) => faultOf(QUERY_SERVICES[name], error, newId()),
  };
}

/**
 * Answers a request in the Query protocol, whose caller is known.
 * @param newId - draws a request id for what never gets to the lab.
 * Source: STS API Reference, "Making query requests", "Common Errors"; Smithy, "AWS query protocol".
 */
async function answerQuery(
  name: QueryServiceName,
  request: WireRequest,
  caller: Caller,
  lab: Lab,
  newId: () => string,
): Promise<WireResponse> {
  const service: QueryService = QUERY_SERVICES[name];
  const refuse = (code: string, message: string) => fault(service, 400, code, message, newId());
  const form = readForm(request);
  if (form === null) return refuse('MalformedQueryString', 'The query string contains a syntax error.');
  const action = form.get('Action');
  const version = form.get('Version') ?? service.version;
  if (action === undefined) return refuse('MissingAction', 'The request must contain the parameter Action');
  const operation = version === service.version ? operationNamed(name, action) : undefined;
  if (operation === undefined) {
    return refuse('InvalidAction', `Could not find operation ${action} for version ${version}`);
  }
  const input = readInput(operation.input, form, service.listElements);
  const { reply, requestId } = await lab.call({
    service: name,
    operation: operation.name,
    input,
    ...caller,
    sourceIp: request.sourceIp,
    ...userAgentOf(request),
  });
  if (!reply.ok) return faultOf(service, reply.error, requestId);
  return xml(200, writeResult(service, operation.name, reply.output, requestId), requestId);
}

/** The answer to what was refused. */
export function faultOf(
  service: QueryService,
  { name, message }: { readonly name: string; readonly message: string },
  requestId: string,
): WireResponse {
  const { code, status } = FAULTS[name] ?? { code: name, status: service.statuses[name] ?? 400 };
  return fault(service, status, code, message, requestId);
}

function fault(
  { namespace }: QueryService,
  status: number,
  code: string,
  message: string,
  requestId: string,
): WireResponse {
  return xml(status, writeFault(namespace, { code, message }, requestId), requestId);
}

/** A response of a Query service. */
export function xml(status: number, body: string, requestId: string): WireResponse {
  return { status, headers: { 'x-amzn-RequestId': requestId, 'Content-Type': 'text/xml' }, body };
}
