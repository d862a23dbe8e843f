import { type AuthorizationRequest, NO_GUARDRAILS, type Rung, type StatementTrace } from './decision.ts';
import { type GrantMatch, grantFor } from './grant-match.ts';
import { findingsOf, type Judgement, judge } from './judge.ts';
import { rungsOf } from './rungs.ts';

/** What the traces of the policies come to: all of a decision but the words about this very request. */
export interface Reasons {
  readonly statements: readonly StatementTrace[];
  readonly grant: GrantMatch | null;
  readonly judgement: Judgement;
  readonly rungs: readonly Rung[];
}

/** Reasons, and what they were found for, to be given again for the same. */
export interface LastReasons {
  readonly traces: readonly (readonly StatementTrace[])[];
  readonly callerType: AuthorizationRequest['principal']['type'];
  readonly callerAccountId: string;
  readonly resourceAccountId: string;
  readonly isCrossAccountOperation: boolean;
  readonly reasons: Reasons;
}

/**
 * Walks the ladder with the traces of every policy, in the order of the policies. Where all of them are what they were,
 * the reasons are too: a key policy remembers them for requests that nothing bounds, on keys without grants, which read
 * the request in ways of their own.
 */
export function reasonsFor(request: AuthorizationRequest, traces: readonly (readonly StatementTrace[])[]): Reasons {
  const { keyPolicy, resourceAccountId, isCrossAccountOperation, principal } = request;
  const evaluation = keyPolicy?.memory.last ?? null;
  if (evaluation === null || !isPlain(request)) return findReasons(request, traces);
  const last = evaluation.reasons;
  if (last !== null && isSame(last, request, traces)) return last.reasons;
  const reasons = findReasons(request, traces);
  const { type: callerType, accountId: callerAccountId } = principal;
  evaluation.reasons = { traces, callerType, callerAccountId, resourceAccountId, isCrossAccountOperation, reasons };
  return reasons;
}

/** Whether nothing but the traces, and what is compared with them, has a say. */
function isPlain({ guardrails, principal, grants, retires }: AuthorizationRequest): boolean {
  return (
    guardrails === NO_GUARDRAILS && principal.type !== 'federatedUser' && grants.length === 0 && retires === undefined
  );
}

function isSame(
  last: LastReasons,
  { principal, resourceAccountId, isCrossAccountOperation }: AuthorizationRequest,
  traces: readonly (readonly StatementTrace[])[],
): boolean {
  if (last.resourceAccountId !== resourceAccountId || last.traces.length !== traces.length) return false;
  if (last.callerType !== principal.type || last.callerAccountId !== principal.accountId) return false;
  if (last.isCrossAccountOperation !== isCrossAccountOperation) return false;
  for (let index = 0; index < traces.length; index++) if (last.traces[index] !== traces[index]) return false;
  return true;
}

function findReasons(request: AuthorizationRequest, traces: readonly (readonly StatementTrace[])[]): Reasons {
  const statements = traces.flat();
  const grant = request.keyPolicy === null ? null : grantFor(request);
  const findings = findingsOf(request, statements, grant);
  const judgement = judge(request, findings);
  return { statements, grant, judgement, rungs: rungsOf(request, findings, judgement) };
}
