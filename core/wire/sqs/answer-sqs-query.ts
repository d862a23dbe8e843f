import type { Lab } from '../../lab/lab.ts';
import { operationNamed } from '../../operations/index.ts';
import type { Caller } from '../caller.ts';
import { faultOf, xml } from '../query/answer-query.ts';
import { QUERY_SERVICES } from '../query/query-services.ts';
import { readForm } from '../query/read-form.ts';
import { writeEnvelope } from '../query/write-xml.ts';
import { userAgentOf, type WireRequest } from '../wire-request.ts';
import type { WireResponse } from '../wire-response.ts';
import { withOwnUrls } from './queue-urls.ts';
import { readSqsForm } from './read-sqs-form.ts';
import { writeSqsMembers } from './write-sqs-xml.ts';

const SERVICE = QUERY_SERVICES.sqs;

/** Operations that answer with a result element, whatever is in it. Source: the service's model of 2022. */
const WITHOUT_RESULT: readonly string[] = [
  'AddPermission',
  'ChangeMessageVisibility',
  'DeleteMessage',
  'DeleteQueue',
  'PurgeQueue',
  'RemovePermission',
  'SetQueueAttributes',
  'TagQueue',
  'UntagQueue',
];

/**
 * Answers a request in SQS's Query protocol, as clients before 2023 speak it, whose caller is known.
 * @param newId - draws a request id for what never gets to the lab.
 * Source: SQS Developer Guide, "Making Query API requests to Amazon SQS".
 */
export async function answerSqsQuery(
  request: WireRequest,
  caller: Caller,
  lab: Lab,
  newId: () => string,
): Promise<WireResponse> {
  const refuse = (name: string, message: string) => faultOf(SERVICE, { name, message }, newId());
  const form = readForm(request);
  if (form === null) return refuse('MalformedQueryString', 'The query string contains a syntax error.');
  const action = form.get('Action');
  const version = form.get('Version') ?? SERVICE.version;
  if (action === undefined) return refuse('MissingAction', 'The request must contain the parameter Action');
  const operation = version === SERVICE.version ? operationNamed('sqs', action) : undefined;
  if (operation === undefined) {
    return refuse('InvalidAction', `The action ${action} is not valid for this endpoint.`);
  }
  const { name } = operation;
  const { reply, requestId } = await lab.call({
    service: 'sqs',
    operation: name,
    input: readSqsForm(name, operation.input, form, request.path),
    ...caller,
    sourceIp: request.sourceIp,
    ...userAgentOf(request),
  });
  if (!reply.ok) return faultOf(SERVICE, reply.error, requestId);
  const result = WITHOUT_RESULT.includes(name)
    ? null
    : writeSqsMembers(name, withOwnUrls(reply.output, request, caller));
  return xml(200, writeEnvelope(SERVICE.namespace, name, result, requestId), requestId);
}
