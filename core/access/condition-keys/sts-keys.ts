import type { AuthorizationRequest } from '../decision.ts';
import type { Read } from './read.ts';

/** A member of the request to assume a role. */
function ofAssumeRole(member: string): Read {
  return ({ call: { operation, input } }) => {
    const value = operation === 'AssumeRole' ? input[member] : null;
    return typeof value === 'string' ? value : null;
  };
}

/**
 * sts: keys about the session that is asked for. The source identity is the one that it gets: the caller's own session's
 * where it has one. Source: IAM User Guide, "IAM and AWS STS condition context keys".
 */
export const STS_KEYS = {
  'sts:ExternalId': ofAssumeRole('ExternalId'),
  'sts:RoleSessionName': ofAssumeRole('RoleSessionName'),
  'sts:SourceIdentity': (request: AuthorizationRequest) =>
    request.call.operation === 'AssumeRole'
      ? (ofAssumeRole('SourceIdentity')(request) ?? request.call.circumstances.sourceIdentity ?? null)
      : null,
  'sts:TransitiveTagKeys': ({ call: { operation, input } }) =>
    operation === 'AssumeRole' && Array.isArray(input.TransitiveTagKeys) ? input.TransitiveTagKeys.map(String) : null,
} as const satisfies Record<string, Read>;
