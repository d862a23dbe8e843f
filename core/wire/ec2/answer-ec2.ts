import type { AwsError } from '../../errors/aws-error.ts';
import type { Lab } from '../../lab/lab.ts';
import { operationNamed } from '../../operations/index.ts';
import type { Caller } from '../caller.ts';
import { readForm } from '../query/read-form.ts';
import { userAgentOf, type WireRequest } from '../wire-request.ts';
import type { WireResponse } from '../wire-response.ts';
import { readEc2Input } from './read-ec2-input.ts';
import { EC2_VERSION, writeErrors, writeResponse } from './write-ec2.ts';

/** EC2 tells strangers no more than that they are strangers. */
const STRANGER = {
  code: 'AuthFailure',
  status: 401,
  message: 'AWS was not able to validate the provided access credentials',
} as const;

/** What the JSON services call an error of whoever gets no further than the door, and EC2 another way. */
const AT_THE_DOOR: Readonly<Record<string, { readonly code: string; readonly status: number; message?: string }>> = {
  ExpiredTokenException: { code: 'RequestExpired', status: 400, message: 'Request has expired.' },
  IncompleteSignatureException: { code: 'IncompleteSignature', status: 400 },
  InvalidSignatureException: STRANGER,
  MissingAuthenticationTokenException: { code: 'MissingAuthenticationToken', status: 403 },
  UnrecognizedClientException: STRANGER,
};

/** The status of those of EC2's errors that have another than 400. Source: wire.md section 9. */
const STATUSES: Readonly<Record<string, number>> = {
  DryRunOperation: 412,
  UnauthorizedOperation: 403,
};

/**
 * Answers a request in EC2's own flavour of the Query protocol, whose caller is known.
 * @param newId - draws a request id for what never gets to the lab.
 * Source: EC2 API Reference, "Query requests", "Error codes"; Smithy, "AWS EC2 query protocol".
 */
export async function answerEc2(
  request: WireRequest,
  caller: Caller,
  lab: Lab,
  newId: () => string,
): Promise<WireResponse> {
  const refuse = (code: string, message: string) => refusal(400, code, message, newId());
  const form = readForm(request);
  if (form === null) return refuse('MalformedQueryString', 'The query string contains a syntax error.');
  const action = form.get('Action');
  const version = form.get('Version') ?? EC2_VERSION;
  if (action === undefined) return refuse('MissingAction', 'The request must contain the parameter Action');
  if (version !== EC2_VERSION) {
    return refuse('NoSuchVersion', `The requested version (${version}) of service AmazonEC2 does not exist`);
  }
  const operation = operationNamed('ec2', action);
  if (operation === undefined) {
    return refuse('InvalidAction', `The action ${action} is not valid for this web service.`);
  }
  const { reply, requestId } = await lab.call({
    service: 'ec2',
    operation: operation.name,
    input: readEc2Input(operation.input, form),
    ...caller,
    sourceIp: request.sourceIp,
    ...userAgentOf(request),
  });
  if (reply.ok) return xml(200, writeResponse(operation.name, reply.output, requestId), requestId);
  return refusal(STATUSES[reply.error.name] ?? 400, reply.error.name, reply.error.message, requestId);
}

/** What is answered to a caller who isn't known. */
export function refuseEc2(error: AwsError, newId: () => string): WireResponse {
  const { code, status, message } = AT_THE_DOOR[error.name] ?? { code: error.name, status: 400 };
  return refusal(status, code, message ?? error.message, newId());
}

function refusal(status: number, code: string, message: string, requestId: string): WireResponse {
  return xml(status, writeErrors({ code, message }, requestId), requestId);
}

function xml(status: number, body: string, requestId: string): WireResponse {
  const headers = { 'x-amzn-RequestId': requestId, 'Content-Type': 'text/xml;charset=UTF-8' };
  return { status, headers, body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}` };
}
