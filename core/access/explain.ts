import { type AccountInFront, type Names, namesIn } from './caller-names.ts';
import { conditionText, partText } from './conditions/condition-text.ts';
import { conditionsSeen, type SeenCondition } from './conditions/seen-condition.ts';
import type {
  AuthorizationRequest,
  Decision,
  DecisionReason,
  StatementOutcome,
  StatementPart,
  StatementTrace,
} from './decision.ts';
import { type ExplainedRung, explainRung } from './explain-rungs.ts';
import { grantSays, grantTitle } from './grant-texts.ts';
import { failedConditions } from './near-miss.ts';
import type { PolicyChange } from './policy-change.ts';
import { questionBehind } from './question-behind.ts';
import { andList, capital, quotedTitle, statementTitle } from './statement-title.ts';
import {
  type Alternative,
  type FixStatement,
  grantsThatNearlyAllow,
  statementsThatNearlyAllow,
  suggestFix,
} from './suggest-fix.ts';

/** One statement's part in a decision. */
export interface ExplainedStatement {
  /** `key policy · "Enable IAM User Permissions"` */
  readonly title: string;
  readonly effect: 'Allow' | 'Deny';
  readonly outcome: StatementOutcome;
  readonly isDeciding: boolean;
  /** Its place in the key policy, from 0; null for a statement of another policy. */
  readonly inKeyPolicy: number | null;
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
  /** Why, in a sentence or two: what nearly allows it, and the rungs that decided. */
  readonly reason: string;
  readonly statements: readonly ExplainedStatement[];
  /** What the caller can do by itself, with which the fix begins; null where nothing is known. */
  readonly lead: string | null;
  /** One thing to try, in a sentence; null when there is nothing to mend. */
  readonly fix: string | null;
  /** The statement that the fix would add; null where it adds none. */
  readonly fixStatement: FixStatement | null;
  /** The policies as they would be; tried, and found to allow the call. */
  readonly fixChanges: readonly PolicyChange[];
  /** What is often done in place of it, and lets in more; null where there is nothing of the kind. */
  readonly alternative: Alternative | null;
}

/**
 * Puts a decision into words. What was asked is known of every refusal that this process made; policies that name
 * somebody who is gone may be marked in it.
 * @param accountInFront - which principals bear a name that other accounts have too; nobody where it is left out
 * Source of the rules it tells: KMS Developer Guide, `policy-evaluation`.
 */
export function explain(
  decision: Decision,
  question: AuthorizationRequest | null = questionBehind(decision) ?? null,
  accountInFront?: AccountInFront,
): Explanation {
  const names = namesIn(decision, accountInFront);
  const fix = suggestFix(decision, names, question);
  const rungs = decision.rungs.map((rung) => explainRung(rung, { decision, question, names }));
  return {
    headline: headlineOf(decision, names),
    rungs,
    because: decision.because,
    reason: reasonOf(decision, question, names, rungs),
    statements: decision.statements.map((statement, index) => ({
      title: statementTitle(statement),
      effect: statement.effect,
      outcome: statement.outcome,
      isDeciding: decision.decidedBy.includes(index),
      inKeyPolicy: statement.source.type === 'key' ? statement.index : null,
      parts: explainedParts(decision, statement),
    })),
    lead: fix?.lead ?? null,
    fix: fix === null ? null : fix.lead === null ? fix.says : `${fix.lead} Or: ${fix.says}`,
    fixStatement: fix?.statement ?? null,
    fixChanges: fix?.changes ?? [],
    alternative: fix?.alternative ?? null,
  };
}

/** What a reader most likely meant to be enough comes first: a grant or a statement that misses by one thing. */
function reasonOf(
  decision: Decision,
  question: AuthorizationRequest | null,
  names: Names,
  rungs: readonly ExplainedRung[],
): string {
  const isUnheard = decision.because === 'no-key-policy-statement';
  const decided = rungs
    .filter(
      ({ name, isDeciding, result }) =>
        isDeciding || (isUnheard && name === 'identityPolicy' && result === 'notCounted'),
    )
    .map(({ says }) => says)
    .concat(decision.verdict === 'explicitDeny' ? whyItApplies(decision) : [])
    .concat(isUnheard && isDecidedByTrust(rungs) ? whoIsGone(question) : [])
    .join(' ');
  const nearly =
    question === null || decision.verdict !== 'implicitDeny' ? [] : nearlyAllows(decision, question, names);
  const news = nearly.filter(({ title }) => !decided.includes(title)).map(({ says }) => says);
  return news.length === 0 ? decided : `${news.join(' ')} Nothing else allows it: ${decided}`;
}

/** Where trust in the account decides, nothing is said of names. */
function isDecidedByTrust(rungs: readonly ExplainedRung[]): boolean {
  return rungs.some(({ name, isDeciding }) => isDeciding && name === 'keyPolicyAccount');
}

/** Those whom the key policy names in vain; the rung that asks for names tells of them as well. */
function whoIsGone(question: AuthorizationRequest | null): readonly string[] {
  const gone = [...(question?.keyPolicy?.gone ?? [])].map(([id, what]) => `${id}, who ${what}`);
  return gone.length === 0
    ? []
    : [`The policy names ${andList(gone)}: a new user or role of that name is not the one that it names.`];
}

/** A Deny with a condition applies for what the condition saw. */
function whyItApplies(decision: Decision): readonly string[] {
  const held = decision.decidedBy
    .flatMap((index) => decision.statements[index] ?? [])
    .flatMap((statement) => conditionsSeen(decision, statement).map((one) => conditionText(one, true)));
  return held.length === 0 ? [] : [`Its condition holds: ${held.join('; ')}.`];
}

function nearlyAllows(decision: Decision, question: AuthorizationRequest, names: Names) {
  const [grant] = grantsThatNearlyAllow(decision, question);
  if (grant !== undefined) return [{ title: grantTitle(grant.grant), says: grantSays(grant, question, names) }];
  return statementsThatNearlyAllow(decision, question).map((statement) => ({
    title: quotedTitle(statement).slice('statement '.length),
    says: `${capital(quotedTitle(statement))} would allow it, but its condition does not hold: ${failedConditions(decision, statement)}.`,
  }));
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
