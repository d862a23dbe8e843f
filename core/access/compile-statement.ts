import { type CompiledCondition, compileCondition } from './conditions/compile-condition.ts';
import type { ConditionKey } from './conditions/condition-value.ts';
import type { KeySlots } from './conditions/key-slots.ts';
import { keysOf, parseTemplate, resolvePattern } from './conditions/template.ts';
import type { AuthorizationRequest, StatementPart } from './decision.ts';
import type { Listed, ParsedStatement, PolicyKind, PolicyVersion } from './policy-document.ts';
import {
  compileNotPrincipals,
  compilePrincipals,
  type ListedPrincipal,
  type PrincipalMatcher,
} from './policy-principals.ts';
import { compilePieces, compileWildcard } from './wildcard.ts';

/** A statement ready to be asked. The parts that its matchers return are made once and frozen: decisions share them. */
export interface CompiledStatement {
  readonly sid: string | null;
  readonly effect: 'Allow' | 'Deny';
  /** Null in a policy that has no Principal. */
  readonly matchPrincipal: PrincipalMatcher | null;
  /** Takes the action in lower case: actions are case-insensitive. */
  readonly matchAction: (lowerCaseAction: string, request: AuthorizationRequest) => StatementPart;
  readonly matchResource: (resourceArn: string, request: AuthorizationRequest) => StatementPart;
  readonly condition: Pick<CompiledCondition, 'match' | 'holds'> | null;
  /** Whether its Resource has variables. */
  readonly hasChangingResource: boolean;
  /** The condition keys that its variables read. */
  readonly reads: readonly ConditionKey[];
}

type PatternMatcher = (text: string, request: AuthorizationRequest) => boolean;

/** Compiles one statement. @throws {PolicyError} for a malformed Condition or variable. */
export function compileStatement(
  statement: ParsedStatement,
  kind: PolicyKind,
  version: PolicyVersion,
  slots: KeySlots,
): CompiledStatement {
  const { sid, effect, principals, actions, resources, condition, path } = statement;
  const hasVariables = version === '2012-10-17';
  const conditionKind = kind === 'key' || kind === 'trust' ? 'key' : 'identity';
  const reads: ConditionKey[] = [];
  const compiled =
    condition === undefined
      ? null
      : compileCondition(condition, {
          path: `${path}.Condition`,
          effect,
          kind: conditionKind,
          hasVariables,
          slots,
        });
  return {
    sid,
    effect,
    matchPrincipal: principals && compilePrincipalElement(principals, effect),
    matchAction: compileList('Action', actions, (pattern) => compileWildcard(pattern.toLowerCase())),
    matchResource: compileList('Resource', resources, compileResource),
    condition: compiled,
    hasChangingResource: reads.length > 0,
    reads: [...reads, ...(compiled?.reads ?? [])],
  };

  function compileResource(pattern: string): PatternMatcher {
    const template = hasVariables ? parseTemplate(pattern, `${path}.Resource`, conditionKind) : null;
    if (template === null) return compileWildcard(pattern);
    reads.push(...keysOf(template));
    return (text, request) => {
      const pieces = resolvePattern(template, request);
      return pieces !== null && compilePieces(pieces)(text);
    };
  }
}

function compilePrincipalElement(
  { isNot, values }: Listed<ListedPrincipal>,
  effect: 'Allow' | 'Deny',
): PrincipalMatcher {
  return isNot ? compileNotPrincipals(values, effect) : compilePrincipals(values);
}

function compileList(
  element: 'Action' | 'Resource',
  listed: Listed<string> | null,
  compile: (pattern: string) => PatternMatcher,
): (text: string, request: AuthorizationRequest) => StatementPart {
  if (listed === null) {
    const missing = part(element, false, ''); // there is no text to show
    return () => missing;
  }
  const { isNot, values } = listed;
  const prefix = isNot ? `Not${element} ` : '';
  const patterns = values.map((value) => ({ fits: compile(value), part: part(element, !isNot, prefix + value) }));
  const noneFits = part(element, isNot, prefix + values.join(', '));
  return (text, request) => {
    for (const pattern of patterns) if (pattern.fits(text, request)) return pattern.part;
    return noneFits;
  };
}

function part(element: 'Action' | 'Resource', matched: boolean, text: string): StatementPart {
  return Object.freeze({ element, matched, text });
}
