import { conditionText } from './conditions/condition-text.ts';
import { conditionsSeen } from './conditions/seen-condition.ts';
import type { AuthorizationRequest, Decision, PolicySource, StatementPart, StatementTrace } from './decision.ts';
import { changePolicy, type PolicyChange } from './policy-change.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from './policy-json.ts';
import { listOf, quotedTitle } from './statement-title.ts';
import type { Fix } from './suggest-fix.ts';

/** Operators to whose values one may be added, so that it holds for it too. */
const WIDENED_BY_A_VALUE =
  /^(?:ForAnyValue:)?(?:StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike|IpAddress|NumericEquals|DateEquals)(?:IfExists)?$/;

/** The Allow statements that miss the request by one element only. */
export function missesBy(decision: Decision, element: StatementPart['element']): readonly StatementTrace[] {
  return decision.statements.filter(
    ({ effect, parts }) =>
      effect === 'Allow' &&
      parts.some((part) => part.element === element) &&
      parts.every((part) => part.matched !== (part.element === element)),
  );
}

/** The tests of a statement's condition that failed, with what they saw; null where it has none. */
export function failedConditions(decision: Decision, statement: StatementTrace): string | null {
  const failed = conditionsSeen(decision, statement).filter(({ matched }) => !matched);
  return failed.length === 0 ? null : failed.map((condition) => conditionText(condition)).join('; ');
}

/** What to do about a statement that allows the call but for its condition: meet the condition, or widen it. */
export function conditionFix(decision: Decision, statement: StatementTrace, question: AuthorizationRequest): Fix {
  const advice = `${listOf([quotedTitle(statement)])} would allow it, but its condition does not hold: ${failedConditions(decision, statement)}. Make the call so that it holds`;
  const change = concernsTheCallerAlone(statement) ? widened(decision, statement, question) : null;
  return change === null
    ? { says: `${advice}.`, statement: null, changes: [] }
    : { says: `${advice}, or widen the condition.`, statement: null, changes: [change] };
}

/** Adds the action to a statement that allows others; null where that would let more principals do it. */
export function actionFix(statement: StatementTrace, question: AuthorizationRequest): Fix | null {
  const { action } = question;
  const listsActions = statement.parts.every(({ element, text }) => element !== 'Action' || isActionList(text));
  if (!concernsTheCallerAlone(statement) || !listsActions) return null;
  const change = changeStatement(statement, question, ({ Action = [], ...rest }) => ({
    ...rest,
    Action: [...(isJsonArray(Action) ? Action : [Action]), action],
  }));
  if (change === null) return null;
  return { says: `Add ${action} to the actions of ${quotedTitle(statement)}.`, statement: null, changes: [change] };
}

/** A statement with NotAction lists what it does not allow; one without either is inert, and has no text. */
function isActionList(text: string): boolean {
  return text !== '' && !text.startsWith('NotAction ');
}

/** Policies that are about whoever they bind. */
const HAVE_NO_PRINCIPAL: readonly PolicySource['type'][] = ['identity', 'boundary', 'session', 'scp'];

/** A statement for several principals would, if it were widened, let all of them. */
function concernsTheCallerAlone({ source, parts }: StatementTrace): boolean {
  if (HAVE_NO_PRINCIPAL.includes(source.type)) return true;
  const text = parts.find(({ element }) => element === 'Principal')?.text ?? '*';
  return text !== '*' && !text.startsWith('NotPrincipal');
}

function widened(decision: Decision, statement: StatementTrace, question: AuthorizationRequest): PolicyChange | null {
  const failed = conditionsSeen(decision, statement).filter(({ matched }) => !matched);
  return changeStatement(statement, question, ({ Condition = null, ...rest }) => {
    if (!isJsonObject(Condition)) return rest;
    const entries = Object.entries(Condition).flatMap(([operator, keys]): [string, Json][] => {
      const left = Object.entries(isJsonObject(keys) ? keys : {}).flatMap(([key, values]): [string, Json][] => {
        const test = failed.find((one) => one.operator === operator && one.key === key);
        if (test === undefined) return [[key, values]];
        if (typeof test.saw !== 'string' || !WIDENED_BY_A_VALUE.test(operator)) return [];
        return [[key, [...(isJsonArray(values) ? values : [values]), test.saw]]];
      });
      return left.length === 0 ? [] : [[operator, Object.fromEntries(left)]];
    });
    return entries.length === 0 ? rest : { ...rest, Condition: Object.fromEntries(entries) };
  });
}

function changeStatement(
  { source, index }: StatementTrace,
  question: AuthorizationRequest,
  edit: (statement: JsonObject) => JsonObject,
): PolicyChange | null {
  return changePolicy(question, source, (statements) =>
    statements.map((statement, at) => (at === index ? edit(statement) : statement)),
  );
}
