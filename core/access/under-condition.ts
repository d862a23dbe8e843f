import { decide, verdictOf } from './decide.ts';
import type { AuthorizationRequest, Decision, StatementTrace } from './decision.ts';
import { missesBy } from './near-miss.ts';
import { policyOf, withPolicy } from './policy-change.ts';
import { isSameSource } from './policy-source.ts';

/**
 * The statements by which it would be allowed, were their conditions met: another call of the same caller's may meet
 * them. None where that would not be enough.
 */
export function allowedUnderCondition(decision: Decision, question: AuthorizationRequest): readonly StatementTrace[] {
  if (decision.verdict !== 'implicitDeny') return [];
  const missed = missesBy(decision, 'Condition');
  if (missed.length === 0) return [];
  const met = decide(missed.reduce(withConditionMet, question));
  if (met.verdict !== 'allowed') return [];
  const deciding = met.decidedBy.flatMap((index) => met.statements[index] ?? []);
  return missed.filter((one) => deciding.some((other) => isSameStatement(one, other)));
}

/** Whether it would be allowed, were the conditions of these statements met. */
export function allowsIfMet(question: AuthorizationRequest, statements: readonly StatementTrace[]): boolean {
  return statements.length > 0 && verdictOf(statements.reduce(withConditionMet, question)) === 'allowed';
}

function withConditionMet(question: AuthorizationRequest, { source, index }: StatementTrace): AuthorizationRequest {
  const policy = policyOf(question, source);
  if (policy === null) return question;
  const statements = policy.statements.map((statement, at) =>
    at === index ? { ...statement, condition: null } : statement,
  );
  // Another policy, which remembers nothing yet.
  return withPolicy(question, source, { ...policy, statements, memory: { last: null, lately: [] } });
}

function isSameStatement(a: StatementTrace, b: StatementTrace): boolean {
  return a.index === b.index && isSameSource(a.source, b.source);
}
