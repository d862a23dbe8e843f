import type { AwsError } from '../../errors/aws-error.ts';
import type { Lab } from '../../lab/lab.ts';
import { operationNamed } from '../../operations/index.ts';
import type { Caller } from '../caller.ts';
import { userAgentOf, type WireRequest } from '../wire-request.ts';
import type { WireResponse } from '../wire-response.ts';
import { readForm, readInput } from './read-form.ts';
import { writeFault, writeResult } from './write-xml.ts';

const NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/';
const VERSION = '2011-06-15';

/** What the JSON services call an error, and Query services another way; with the status that STS gives it. */
const FAULTS: Readonly<Record<string, { readonly code: string; readonly status: number }>> = {
  MissingAuthenticationTokenException: { code: 'MissingAuthenticationToken', status: 403 },
  IncompleteSignatureException: { code: 'IncompleteSignature', status: 400 },
  InvalidSignatureException: { code: 'SignatureDoesNotMatch', status: 403 },
  UnrecognizedClientException: { code: 'InvalidClientTokenId', status: 403 },
  ExpiredTokenException: { code: 'ExpiredToken', status: 403 },
  SerializationException: { code: 'MalformedInput', status: 400 },
  AccessDenied: { code: 'AccessDenied', status: 403 },
};

/**
 * Answers a request to STS in the Query protocol, whose caller is known.
 * @param newId - draws a request id for what never gets to the lab.
 * Source: STS API Reference, "Making query requests", "Common Errors".
 */
export async function answerQuery(
  request: WireRequest,
  caller: Caller,
  lab: Lab,
  newId: () => string,
): Promise<WireResponse> {
  const form = readForm(request);
  if (form === null) return fault(400, 'MalformedQueryString', 'The query string contains a syntax error.', newId());
  const action = form.get('Action');
  const version = form.get('Version') ?? VERSION;
  if (action === undefined)
    return fault(400, 'MissingAction', 'The request must contain the parameter Action', newId());
  const operation = version === VERSION ? operationNamed('sts', action) : undefined;
  if (operation === undefined) {
    return fault(400, 'InvalidAction', `Could not find operation ${action} for version ${version}`, newId());
  }
  const input = readInput(operation.input, form);
  const { reply, requestId } = await lab.call({
    service: 'sts',
    operation: operation.name,
    input,
    ...caller,
    sourceIp: request.sourceIp,
    ...userAgentOf(request),
  });
  if (!reply.ok) return faultOf(reply.error, requestId);
  return xml(200, writeResult(NAMESPACE, operation.name, reply.output, requestId), requestId);
}

/** The answer to a request whose caller is not known. */
export function refuseQuery(error: AwsError, newId: () => string): WireResponse {
  return faultOf(error, newId());
}

function faultOf(
  { name, message }: { readonly name: string; readonly message: string },
  requestId: string,
): WireResponse {
  const { code, status } = FAULTS[name] ?? { code: name, status: 400 };
  return fault(status, code, message, requestId);
}

function fault(status: number, code: string, message: string, requestId: string): WireResponse {
  return xml(status, writeFault(NAMESPACE, { code, message }, requestId), requestId);
}

function xml(status: number, body: string, requestId: string): WireResponse {
  return { status, headers: { 'x-amzn-RequestId': requestId, 'Content-Type': 'text/xml' }, body };
}
