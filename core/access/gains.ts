import { decide, verdictOf } from './decide.ts';
import type { AuthorizationRequest, Decision, StatementTrace } from './decision.ts';
import { allowedUnderCondition } from './under-condition.ts';

/** A question as it is and as it would be. */
export interface Foreseen {
  readonly before: AuthorizationRequest;
  readonly after: AuthorizationRequest;
}

/** A decision, and the statements that would turn it, were their conditions met. */
export interface Standing {
  readonly decision: Decision;
  readonly underCondition: readonly StatementTrace[];
}

/** One principal that would be let do one action, or be let no more; or only under a condition. */
export interface Shift {
  readonly question: AuthorizationRequest;
  readonly before: Standing;
  readonly after: Standing;
}

/** Who would gain what by a change of policies or grants, and who would lose what. A pure function. */
export function gains(foreseen: Iterable<Foreseen>): {
  readonly gained: readonly Shift[];
  readonly lost: readonly Shift[];
} {
  const gained: Shift[] = [];
  const lost: Shift[] = [];
  for (const { before: question, after: changed } of foreseen) {
    // Most may do what they could: nobody reads why.
    if (verdictOf(question) === 'allowed' && verdictOf(changed) === 'allowed') continue;
    const [before, after] = [standingOf(question), standingOf(changed)];
    const rise = height(after) - height(before);
    if (rise !== 0) (rise > 0 ? gained : lost).push({ question, before, after });
  }
  return { gained, lost };
}

/** How somebody stands to a question. */
export function standingOf(question: AuthorizationRequest): Standing {
  const decision = decide(question);
  return { decision, underCondition: allowedUnderCondition(decision, question) };
}

/** Allowed is more than allowed under a condition, and that more than nothing. */
function height({ decision, underCondition }: Standing): number {
  if (decision.verdict === 'allowed') return 2;
  return underCondition.length > 0 ? 1 : 0;
}
