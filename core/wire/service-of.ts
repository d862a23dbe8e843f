import type { Service } from '../lab/request.ts';
import type { WireRequest } from './wire-request.ts';

/** The services that the endpoint speaks for. */
export type WireService = Extract<Service, 'kms' | 'sts'>;

const TARGET = /^TrentService\./;
const SCOPE = /Credential=[^/]+\/[^/]*\/[^/]*\/([^/]+)\//;
const FORM = /^application\/x-www-form-urlencoded\s*(?:;|$)/i;

/**
 * The service that a request is meant for: the one that its target names, else the one that its signature is scoped
 * to, else STS for a form. What is none of these is KMS's to refuse.
 */
export function serviceOf({ headers }: Pick<WireRequest, 'headers'>): WireService {
  if (TARGET.test(headers.get('x-amz-target') ?? '')) return 'kms';
  const scoped = SCOPE.exec(headers.get('authorization') ?? '')?.[1];
  if (scoped === 'kms' || scoped === 'sts') return scoped;
  return FORM.test(headers.get('content-type') ?? '') ? 'sts' : 'kms';
}
