import { parseArn } from '../cloud/arn.ts';
import type { Names } from './caller-names.ts';
import { conditionsSeen, type SeenCondition } from './conditions/seen-condition.ts';
import { verdictOf } from './decide.ts';
import type { AuthorizationRequest, Decision, PolicySource, StatementTrace } from './decision.ts';
import { howToEscape } from './meet-condition.ts';
import { changePolicy, type PolicyChange, withChanges } from './policy-change.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from './policy-json.ts';
import { isSameSource, RESOURCE_POLICIES } from './policy-source.ts';
import { andList, capital, quotedTitle } from './statement-title.ts';
import type { Fix } from './suggest-fix.ts';

/** A statement with less in it; null: it goes. `says` tells how. */
interface Narrowed {
  readonly says: string;
  readonly statement: JsonObject | null;
}

/**
 * What to do about the Deny statements that decided: make another call, or narrow them so that they spare this one;
 * where they can't be narrowed, take them out.
 */
export function narrowDeny(decision: Decision, names: Names, question: AuthorizationRequest | null): Fix {
  const denying = decision.decidedBy.flatMap((index) => decision.statements[index] ?? []);
  const escapes = denying.map((statement) => howToEscape(conditionsSeen(decision, statement)));
  const lead = escapes.every((way) => way !== null) ? `${capital(escapes.join(', and '))}.` : null;
  const again = denying.some(({ source }) => source.type === 'session')
    ? ` ${againText(names)} with a session policy that is so changed.`
    : '';
  const titles = andList(denying.map(quotedTitle));
  const removed = {
    lead,
    says: `Take out ${titles}: no Allow and no grant overrides a Deny.${again}`,
    statement: null,
    changes: question === null ? [] : changed(denying, () => ({ says: '', statement: null }), question).changes,
  };
  if (question === null) return removed;
  const { says, changes } = changed(denying, (statement, json) => narrowed(decision, statement, json), question);
  const isEnough = changes.length > 0 && verdictOf(withChanges(question, changes)) !== 'explicitDeny';
  if (!isEnough || says.length === 0) return removed;
  return {
    ...removed,
    says: `Narrow ${titles}, because no Allow and no grant overrides a Deny: ${andList(says)}.${again}`,
    changes,
  };
}

/** A session's policies cannot be changed while it lasts. */
export function againText({ caller, bareCaller }: Names): string {
  return bareCaller.startsWith('role/') ? `Assume ${caller} again` : 'Call GetFederationToken again';
}

function changed(
  denying: readonly StatementTrace[],
  narrow: (statement: StatementTrace, json: JsonObject) => Narrowed,
  question: AuthorizationRequest,
): { readonly says: readonly string[]; readonly changes: readonly PolicyChange[] } {
  const sources = denying
    .map(({ source }) => source)
    .filter((source, index, all) => all.findIndex((other) => isSameSource(source, other)) === index);
  const says: string[] = [];
  const changes = sources.flatMap((source) => {
    const own = denying.filter((one) => isSameSource(one.source, source));
    const change = changePolicy(question, source, (all) =>
      all.flatMap((json, at): Json[] => {
        const trace = own.find(({ index }) => index === at);
        if (trace === undefined) return [json];
        const less = narrow(trace, json);
        if (less.says !== '') says.push(less.says);
        return less.statement === null ? [] : [less.statement];
      }),
    );
    return change ?? [];
  });
  return { says, changes };
}

/** Policies that are about many callers, of whom one may be spared. */
const ABOUT_MANY: readonly PolicySource['type'][] = [...RESOURCE_POLICIES, 'scp', 'rcp', 'vpcEndpoint'];

function narrowed(decision: Decision, trace: StatementTrace, json: JsonObject): Narrowed {
  const spared = sparedValue(conditionsSeen(decision, trace));
  if (spared !== null) return withValue(json, spared.test, spared.value);
  const caller = callerArn(decision);
  if (caller !== null && ABOUT_MANY.includes(trace.source.type) && isAboutOthersToo(trace, caller)) {
    const { Condition: given = {} } = json;
    const condition: JsonObject = isJsonObject(given) ? given : {};
    const { ArnNotEquals: others = {} } = condition;
    const operator = isJsonObject(others) ? others : {};
    return {
      says: `add a condition that exempts ${caller} (ArnNotEquals aws:PrincipalArn)`,
      statement: {
        ...json,
        Condition: { ...condition, ArnNotEquals: { ...operator, 'aws:PrincipalArn': caller } },
      },
    };
  }
  const { Action: actions = null } = json;
  const left = isJsonArray(actions)
    ? actions.filter((one) => String(one).toLowerCase() !== decision.action.toLowerCase())
    : [];
  if (isJsonArray(actions) && left.length > 0 && left.length < actions.length)
    return {
      says: `take ${decision.action} out of the actions of ${quotedTitle(trace)}`,
      statement: { ...json, Action: left },
    };
  const { Resource: resource = null, ...rest } = json;
  if (!ABOUT_MANY.includes(trace.source.type) && resource === '*' && decision.resourceArn !== '*')
    return {
      says: `let it exempt ${parseArn(decision.resourceArn)?.resource ?? decision.resourceArn} (NotResource)`,
      statement: { ...rest, NotResource: decision.resourceArn },
    };
  return { says: '', statement: null };
}

/** Operators that spare the values that they list. */
const SPARES =
  /^(?:StringNotEquals|StringNotEqualsIgnoreCase|StringNotLike|ArnNotEquals|ArnNotLike|NotIpAddress)(?:IfExists)?$/;

function sparedValue(held: readonly SeenCondition[]): { test: SeenCondition; value: string } | null {
  for (const test of held) {
    if (!SPARES.test(test.operator) || typeof test.saw !== 'string') continue;
    const isAddress = test.operator.startsWith('NotIpAddress');
    return { test, value: isAddress ? `${test.saw}/${test.saw.includes(':') ? 128 : 32}` : test.saw };
  }
  return null;
}

function withValue(json: JsonObject, { operator, key }: SeenCondition, value: string): Narrowed {
  const { Condition: condition = null } = json;
  const tests = isJsonObject(condition) ? (condition[operator] ?? null) : null;
  if (!isJsonObject(condition) || !isJsonObject(tests)) return { says: '', statement: null };
  const values = tests[key] ?? [];
  const more = [...(isJsonArray(values) ? values : [values]), value];
  return {
    says: `add ${value} to the values of ${key} that it spares`,
    statement: { ...json, Condition: { ...condition, [operator]: { ...tests, [key]: more } } },
  };
}

/** What aws:PrincipalArn is for the caller; null for a service, which has none. */
function callerArn({ principalArn, identityArn }: Decision): string | null {
  if (!principalArn.startsWith('arn:')) return null;
  return principalArn.includes(':assumed-role/') ? identityArn : principalArn;
}

function isAboutOthersToo({ parts }: StatementTrace, caller: string): boolean {
  const principal = parts.find(({ element }) => element === 'Principal');
  return principal === undefined || principal.text !== caller;
}
