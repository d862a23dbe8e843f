import type { AuthorizationRequest } from '../access/decision.ts';
import type { PolicyDiff } from '../access/policy-diff.ts';
import { identityArnOf } from '../cloud/principal.ts';

/** A change of which all names are found, and all policies read. */
export interface ReadyChange {
  /** The question as it would be. */
  apply(question: AuthorizationRequest): AuthorizationRequest;
  /** Null where no policy changes. */
  readonly diff: PolicyDiff | null;
  /** In whose place a policy comes, or beside which others; null where that goes without saying. */
  readonly note: string | null;
}

/** The user or role whose policies count, or whoever calls. */
export function callerOf({ principal }: Pick<AuthorizationRequest, 'principal'>): string {
  return identityArnOf(principal) ?? principal.arn;
}
