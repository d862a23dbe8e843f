import type { ConditionTrace, Decision, StatementTrace } from '../decision.ts';
import { isSameSource } from '../policy-source.ts';

/** A test of a condition with what it saw in the request; null for nothing. */
export interface SeenCondition extends ConditionTrace {
  readonly saw: string | readonly string[] | null;
}

/** The tests of a statement's condition, with what they saw. */
export function conditionsSeen({ seen }: Decision, { source, parts }: StatementTrace): readonly SeenCondition[] {
  const conditions = parts.flatMap((part) => part.conditions ?? []);
  if (conditions.length === 0) return [];
  const values = seen.find((one) => isSameSource(one.source, source));
  return conditions.map((condition) => {
    const wanted = condition.key.toLowerCase();
    const index = values?.keys.findIndex((key) => key.toLowerCase() === wanted) ?? -1;
    return { ...condition, saw: values?.values[index] ?? null };
  });
}
