import type { AwsError } from '../../errors/aws-error.ts';
import type { Lab } from '../../lab/lab.ts';
import { answerJson, refuseJson } from '../aws-json/answer-json.ts';
import { JSON_SERVICES } from '../aws-json/json-services.ts';
import type { Caller } from '../caller.ts';
import { queryProtocol } from '../query/answer-query.ts';
import type { WireRequest } from '../wire-request.ts';
import type { WireResponse } from '../wire-response.ts';
import { answerSqsQuery } from './answer-sqs-query.ts';
import { withOwnUrls } from './queue-urls.ts';

const inJson = answerJson(JSON_SERVICES.sqs, withOwnUrls);
const refuseInJson = refuseJson(JSON_SERVICES.sqs);
const { refuse: refuseInXml } = queryProtocol('sqs');

/** Answers a request to SQS in the protocol that it came in: AWS JSON 1.0, or Query. */
export function answerSqs(request: WireRequest, caller: Caller, lab: Lab, newId: () => string): Promise<WireResponse> {
  return isJson(request) ? inJson(request, caller, lab, newId) : answerSqsQuery(request, caller, lab, newId);
}

/** What is answered to a caller who isn't known. */
export function refuseSqs(error: AwsError, newId: () => string, request: WireRequest): WireResponse {
  return isJson(request) ? refuseInJson(error, newId) : refuseInXml(error, newId);
}

function isJson({ headers }: WireRequest): boolean {
  return headers.has('x-amz-target');
}
