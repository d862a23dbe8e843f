import { conditionText } from './conditions/condition-text.ts';
import { conditionsSeen, type SeenCondition } from './conditions/seen-condition.ts';
import type {
  AuthorizationRequest,
  Decision,
  DecisionReason,
  PolicySource,
  StatementPart,
  StatementTrace,
} from './decision.ts';
import { changePolicy, type PolicyChange } from './policy-change.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from './policy-json.ts';
import { isOfResource, RESOURCE_POLICIES } from './policy-source.ts';
import { andList, quotedTitle } from './statement-title.ts';
import type { Fix } from './suggest-fix.ts';

/** Operators to whose values one may be added, so that it holds for it too. */
const WIDENED_BY_A_VALUE =
  /^(?:ForAnyValue:)?(?:StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike|IpAddress|NumericEquals|DateEquals)(?:IfExists)?$/;

/** Operators that may be told to hold where the request lacks the key. */
const MAY_LACK = /^(?:String|Arn|Numeric|Date|Bool|IpAddress|NotIpAddress)\w*(?<!IfExists)$/;

/** The Allow statements that miss the request by one element only. */
export function missesBy(decision: Decision, element: StatementPart['element']): readonly StatementTrace[] {
  return decision.statements.filter((statement) => missedElement(statement) === element);
}

/** The one element by which an Allow misses the request; null where it is none, or more. */
export function missedElement({ effect, parts }: StatementTrace): StatementPart['element'] | null {
  const failed = parts.filter(({ matched }) => !matched);
  return effect === 'Allow' && failed.length === 1 ? (failed[0]?.element ?? null) : null;
}

const SILENT = {
  'no-scp-statement': ['scp'],
  'no-rcp-statement': ['rcp'],
  'no-vpc-endpoint-policy-statement': ['vpcEndpoint'],
  'no-permissions-boundary-statement': ['boundary'],
  'no-session-policy-statement': ['session'],
  'no-key-policy-statement': RESOURCE_POLICIES,
  'no-identity-policy-statement': ['identity'],
} as const satisfies Partial<Record<DecisionReason, readonly PolicySource['type'][]>>;

/**
 * Whether a statement could have allowed it where nothing did: it stands in a policy of the side that is missing. In
 * one account the key policy may name the caller where the IAM policies are silent, and either is enough.
 */
export function isOfMissingSide({ source, parts }: StatementTrace, decision: Decision): boolean {
  const { because, rungs } = decision;
  const types: readonly string[] = Object.entries(SILENT).find(([reason]) => reason === because)?.[1] ?? [];
  const level = levelWithout(decision);
  if (types.includes(source.type)) return !('target' in source) || level === null || source.target === level;
  if (because !== 'no-identity-policy-statement' || !isOfResource(source.type)) return false;
  const isForeign = rungs.some(({ name, result }) => name === 'crossAccount' && result !== 'notApplicable');
  const principal = parts.find(({ element }) => element === 'Principal');
  return !isForeign && principal?.matched === true && principal.namedAs !== 'account';
}

/** The level of the organization where no policy allows it, if that is what decided. */
export function levelWithout({ rungs }: Decision): string | null {
  const deciding = rungs.find(
    ({ name, isDeciding }) => isDeciding && (name === 'serviceControlPolicies' || name === 'resourceControlPolicies'),
  );
  return deciding?.level ?? null;
}

/** The tests of a statement's condition that failed, with what they saw; null where it has none. */
export function failedConditions(decision: Decision, statement: StatementTrace): string | null {
  const failed = failedTests(decision, statement);
  return failed.length === 0 ? null : failed.map((condition) => conditionText(condition)).join('; ');
}

/** The same, as they are. */
export function failedTests(decision: Decision, statement: StatementTrace): readonly SeenCondition[] {
  return conditionsSeen(decision, statement).filter(({ matched }) => !matched);
}

/**
 * How to loosen the condition of a statement that allows the call but for that; null where it would let more principals
 * in than the caller.
 */
export function conditionFix(
  decision: Decision,
  statement: StatementTrace,
  question: AuthorizationRequest,
): Fix | null {
  if (!concernsTheCallerAlone(statement)) return null;
  const failed = failedTests(decision, statement);
  const change = changeStatement(statement, question, (json) => loosened(json, failed));
  if (change === null) return null;
  const says = `Loosen the condition of ${quotedTitle(statement)}: ${andList(failed.map(looseningText))}. That gives up what the condition keeps out.`;
  return { lead: null, says, statement: null, changes: [change] };
}

/** Adds the action to a statement that allows others; null where that would let more principals do it. */
export function actionFix(statement: StatementTrace, question: AuthorizationRequest): Fix | null {
  const { action } = question;
  const listsActions = statement.parts.every(({ element, text }) => element !== 'Action' || isActionList(text));
  if (!isOfItsService(statement, action)) return null;
  if (!concernsTheCallerAlone(statement) || !listsActions) return null;
  const change = changeStatement(statement, question, (json) => {
    const { Action: given = [] } = json;
    return { ...json, Action: [...(isJsonArray(given) ? given : [given]), action] }; // stays where it stands
  });
  if (change === null) return null;
  const says = `Add ${action} to the actions of ${quotedTitle(statement)}.`;
  return { lead: null, says, statement: null, changes: [change] };
}

/** Where an IAM policy allows actions of another service alone, its author would write a statement of its own. */
function isOfItsService({ source, parts }: StatementTrace, action: string): boolean {
  const service = action.slice(0, action.indexOf(':') + 1);
  return (
    source.type !== 'identity' ||
    parts.some(({ element, text }) => element === 'Action' && text.toLowerCase().includes(service))
  );
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

/** How a failed test is made to hold for the request: by its value, by its absence, or not asked at all. */
function loosening({ operator, saw }: SeenCondition): 'value' | 'absence' | 'none' {
  if (typeof saw === 'string' && WIDENED_BY_A_VALUE.test(operator)) return 'value';
  return saw === null && MAY_LACK.test(operator) ? 'absence' : 'none';
}

function looseningText(test: SeenCondition): string {
  const { key, saw } = test;
  switch (loosening(test)) {
    case 'value':
      return `let ${key} be ${String(saw)} as well`;
    case 'absence':
      return `let it hold for calls without ${key} as well (${test.operator}IfExists)`;
    case 'none':
      return `leave out its test of ${key}`;
  }
}

function loosened(json: JsonObject, failed: readonly SeenCondition[]): JsonObject {
  const { Condition: condition = null, ...rest } = json;
  if (!isJsonObject(condition)) return json;
  const tests = new Map<string, [string, Json][]>();
  for (const [operator, keys] of Object.entries(condition)) {
    for (const [key, values] of Object.entries(isJsonObject(keys) ? keys : {})) {
      const test = failed.find((one) => one.operator === operator && one.key === key);
      const how = test === undefined ? null : loosening(test);
      if (how === 'none') continue;
      const name = how === 'absence' ? `${operator}IfExists` : operator;
      const more = how === 'value' ? [...(isJsonArray(values) ? values : [values]), String(test?.saw)] : values;
      tests.set(name, [...(tests.get(name) ?? []), [key, more]]);
    }
  }
  if (tests.size === 0) return rest;
  const left = [...tests].map(([operator, keys]): [string, Json] => [operator, Object.fromEntries(keys)]);
  return { ...json, Condition: Object.fromEntries(left) };
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
