import { SERVICES, type Service } from '../lab/request.ts';
import { serviceOfTarget } from './aws-json/json-services.ts';
import { EC2_VERSION } from './ec2/write-ec2.ts';
import { queryServiceOf } from './query/query-services.ts';
import { readForm } from './query/read-form.ts';
import type { WireRequest } from './wire-request.ts';

const SCOPE = /Credential=[^/]+\/[^/]*\/[^/]*\/([^/]+)\//;
/** The same where the signature is in the query, as S3 alone takes it. */
const IN_QUERY = /(?:^|&)X-Amz-Credential=[^&]*(?:\/|%2F)s3(?:\/|%2F)aws4_request/i;
const FORM = /^application\/x-www-form-urlencoded\s*(?:;|$)/i;

/**
 * The service that a request is meant for: the one that its target names, else the one that its signature is scoped
 * to, else for a form the one whose version it names, or STS. What is none of these is KMS's to refuse.
 */
export function serviceOf(request: Pick<WireRequest, 'method' | 'query' | 'headers' | 'body'>): Service {
  const { headers } = request;
  const targeted = serviceOfTarget(headers.get('x-amz-target') ?? '');
  if (targeted !== null) return targeted;
  const scoped = SCOPE.exec(headers.get('authorization') ?? '')?.[1];
  const service = SERVICES.find((known) => known === scoped);
  if (service !== undefined) return service;
  if (IN_QUERY.test(request.query)) return 's3';
  if (!FORM.test(headers.get('content-type') ?? '')) return 'kms';
  const version = readForm(request)?.get('Version') ?? '';
  return version === EC2_VERSION ? 'ec2' : (queryServiceOf(version) ?? 'sts');
}
