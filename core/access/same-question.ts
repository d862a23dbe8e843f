import { decide } from './decide.ts';
import type { AuthorizationRequest, Decision } from './decision.ts';

/** Questions about one resource that are remembered: as many as it has actions, for the caller that asked last. */
export type AskedBefore = Map<string, { readonly request: AuthorizationRequest; readonly decision: Decision }>;

/**
 * `decide`, with the same answer for the same question: a program that encrypts in a loop asks one question a
 * thousand times. A decision is immutable, and policies, grants and principals are compared by identity: whatever
 * changes them puts new objects in their place.
 */
export function decideAgain(request: AuthorizationRequest, before: AskedBefore): Decision {
  const known = before.get(request.action);
  if (known !== undefined && isSameQuestion(known.request, request)) return known.decision;
  const decision = decide(request);
  before.set(request.action, { request, decision });
  return decision;
}

/** The encryption context, and the grant that is asked for, tell questions apart only where a grant may constrain them. */
function isSameQuestion(a: AuthorizationRequest, b: AuthorizationRequest): boolean {
  return (
    a.principal === b.principal &&
    a.keyPolicy === b.keyPolicy &&
    a.identityPolicies === b.identityPolicies &&
    a.grants === b.grants &&
    (a.grants.length === 0 || (a.encryptionContext === b.encryptionContext && a.newGrant === b.newGrant)) &&
    a.retires === b.retires &&
    a.viaService === b.viaService &&
    a.resourceArn === b.resourceArn &&
    a.resourceAccountId === b.resourceAccountId &&
    a.isCrossAccountOperation === b.isCrossAccountOperation
  );
}
