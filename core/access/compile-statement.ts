import type { Principal } from '../cloud/principal.ts';
import type { StatementPart } from './decision.ts';
import { type ConditionMatcher, compileCondition } from './managed-key-condition.ts';
import type { Listed, ParsedStatement } from './policy-document.ts';
import { compileNotPrincipals, compilePrincipals, type PrincipalMatch } from './policy-principals.ts';
import { compileWildcard, type TextMatcher } from './wildcard.ts';

/** A statement ready to be asked. The parts that its matchers return are made once and frozen: decisions share them. */
export interface CompiledStatement {
  readonly sid: string | null;
  readonly effect: 'Allow' | 'Deny';
  /** Null in an IAM policy. */
  readonly matchPrincipal: ((caller: Principal) => PrincipalMatch) | null;
  /** Takes the action in lower case: actions are case-insensitive. */
  readonly matchAction: (lowerCaseAction: string) => StatementPart;
  readonly matchResource: (resourceArn: string) => StatementPart;
  readonly matchCondition: ConditionMatcher | null;
}

/** Compiles one statement. @throws {PolicyError} for a Condition that kmslab does not evaluate. */
export function compileStatement(statement: ParsedStatement, allowConditions: boolean): CompiledStatement {
  const { sid, effect, principals, actions, resources, condition, path } = statement;
  return {
    sid,
    effect,
    matchPrincipal: principals && (principals.isNot ? compileNotPrincipals : compilePrincipals)(principals.values),
    matchAction: compileList('Action', actions, (pattern) => compileWildcard(pattern.toLowerCase())),
    matchResource: compileList('Resource', resources, compileWildcard),
    matchCondition: condition === undefined ? null : compileCondition(condition, `${path}.Condition`, allowConditions),
  };
}

function compileList(
  element: 'Action' | 'Resource',
  listed: Listed<string> | null,
  compile: (pattern: string) => TextMatcher,
): (text: string) => StatementPart {
  if (listed === null) {
    const missing = part(element, false, ''); // there is no text to show
    return () => missing;
  }
  const { isNot, values } = listed;
  const prefix = isNot ? `Not${element} ` : '';
  const patterns = values.map((value) => ({ fits: compile(value), part: part(element, !isNot, prefix + value) }));
  const noneFits = part(element, isNot, prefix + values.join(', '));
  return (text) => {
    for (const pattern of patterns) if (pattern.fits(text)) return pattern.part;
    return noneFits;
  };
}

function part(element: 'Action' | 'Resource', matched: boolean, text: string): StatementPart {
  return Object.freeze({ element, matched, text });
}
