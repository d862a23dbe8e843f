import type { Service } from '../lab/request.ts';
import type { WireRequest } from './wire-request.ts';

/** The services that the endpoint speaks for. */
export type WireService = Extract<Service, 'kms'>;

const TARGET = /^TrentService\./;

/**
 * The service that a request is meant for: the one that its target names, else the one that its signature is scoped to;
 * null where the endpoint doesn't speak for it.
 */
export function serviceOf({ headers }: Pick<WireRequest, 'headers'>): WireService | null {
  const target = headers.get('x-amz-target');
  if (target !== undefined) return TARGET.test(target) ? 'kms' : null;
  const scoped = /Credential=[^/]+\/[^/]*\/[^/]*\/([^/]+)\//.exec(headers.get('authorization') ?? '')?.[1];
  return scoped === undefined || scoped === 'kms' ? 'kms' : null;
}
