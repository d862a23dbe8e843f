import { decide } from './decide.ts';
import type { AuthorizationRequest, Decision } from './decision.ts';

/** A question as it is and as it would be. */
export interface Foreseen {
  readonly before: AuthorizationRequest;
  readonly after: AuthorizationRequest;
}

/** One principal that would be let, or be let no more, do one action. */
export interface Shift {
  readonly question: AuthorizationRequest;
  readonly before: Decision;
  readonly after: Decision;
}

/** Who would gain what by a change of policies or grants, and who would lose what. A pure function. */
export function gains(foreseen: Iterable<Foreseen>): {
  readonly gained: readonly Shift[];
  readonly lost: readonly Shift[];
} {
  const gained: Shift[] = [];
  const lost: Shift[] = [];
  for (const question of foreseen) {
    const [before, after] = [decide(question.before), decide(question.after)];
    if ((before.verdict === 'allowed') === (after.verdict === 'allowed')) continue;
    (after.verdict === 'allowed' ? gained : lost).push({ question: question.before, before, after });
  }
  return { gained, lost };
}
