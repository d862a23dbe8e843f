import { type Names, namesIn } from './caller-names.ts';
import { partText } from './conditions/condition-text.ts';
import { conditionsSeen, type SeenCondition } from './conditions/seen-condition.ts';
import type { Decision, DecisionReason, StatementOutcome, StatementPart, StatementTrace } from './decision.ts';
import { type ExplainedRung, explainRung } from './explain-rungs.ts';
import type { PolicyChange } from './policy-change.ts';
import { statementTitle } from './statement-title.ts';
import { type FixStatement, suggestFix } from './suggest-fix.ts';

/** One statement's part in a decision. */
export interface ExplainedStatement {
  /** `key policy · "Enable IAM User Permissions"` */
  readonly title: string;
  readonly effect: 'Allow' | 'Deny';
  readonly outcome: StatementOutcome;
  readonly isDeciding: boolean;
  readonly parts: readonly ExplainedPart[];
}

/** A part of a statement, and of a Condition what its tests saw. */
export interface ExplainedPart extends Omit<StatementPart, 'conditions'> {
  readonly conditions?: readonly SeenCondition[];
}

/** A decision in plain English, for every front end: plain data, nothing to compute. */
export interface Explanation {
  /** `Denied: role/app may not call kms:Decrypt on key/1234…` */
  readonly headline: string;
  readonly rungs: readonly ExplainedRung[];
  readonly because: DecisionReason;
  readonly statements: readonly ExplainedStatement[];
  /** One thing to try, in a sentence; null when there is nothing to mend. */
  readonly fix: string | null;
  /** The statement that the fix would add; null where it adds none. */
  readonly fixStatement: FixStatement | null;
  /** The policies as they would be; tried, and found to allow the call. */
  readonly fixChanges: readonly PolicyChange[];
}

/** Puts a decision into words. Source of the rules it tells: KMS Developer Guide, `policy-evaluation`. */
export function explain(decision: Decision): Explanation {
  const names = namesIn(decision);
  const fix = suggestFix(decision, names);
  return {
    headline: headlineOf(decision, names),
    rungs: decision.rungs.map((rung) => explainRung(rung, decision, names)),
    because: decision.because,
    statements: decision.statements.map((statement, index) => ({
      title: statementTitle(statement),
      effect: statement.effect,
      outcome: statement.outcome,
      isDeciding: decision.decidedBy.includes(index),
      parts: explainedParts(decision, statement),
    })),
    fix: fix?.says ?? null,
    fixStatement: fix?.statement ?? null,
    fixChanges: fix?.changes ?? [],
  };
}

function explainedParts(decision: Decision, statement: StatementTrace): readonly ExplainedPart[] {
  const conditions = conditionsSeen(decision, statement);
  return statement.parts.map(({ conditions: _, ...part }) => {
    const text = partText(part, conditions);
    return part.element === 'Condition' ? { ...part, text, conditions } : { ...part, text };
  });
}

function headlineOf({ verdict, action }: Decision, { caller, resource }: Names): string {
  const on = resource === '*' ? '' : ` on ${resource}`;
  return verdict === 'allowed'
    ? `Allowed: ${caller} may call ${action}${on}`
    : `Denied: ${caller} may not call ${action}${on}`;
}
