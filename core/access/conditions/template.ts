import { conditionKeyIn } from '../condition-keys/condition-key.ts';
import type { AuthorizationRequest } from '../decision.ts';
import { PolicyError } from '../policy-error.ts';
import { literalPiece, type Pieces, patternPieces } from '../wildcard.ts';
import type { ConditionKey } from './condition-value.ts';

/** A text of a policy, cut at its variables. A string is text of the policy's own, in which wildcards may stand. */
export type Template = readonly (string | Exact | Variable)[];

/** `${*}`, `${?}`, `${$}`: the character itself. */
interface Exact {
  readonly exact: string;
}

/** `${aws:username}` or `${aws:PrincipalTag/team, 'none'}`. */
interface Variable {
  readonly key: ConditionKey;
  readonly fallback: string | null;
}

const VARIABLE = /\$\{([^}]*)\}/g;
const NAME_AND_DEFAULT = /^\s*([^\s,']+)\s*(?:,\s*'([^']*)'\s*)?$/;
const CHARACTERS: readonly string[] = ['*', '?', '$'];

/**
 * Cuts a text at its policy variables; null when it has none, which is the common case.
 * @throws {PolicyError} for `${` without its end, or with no name in it.
 * Source: IAM User Guide, "IAM policy elements: Variables and tags".
 */
export function parseTemplate(text: string, path: string, kind: 'key' | 'identity'): Template | null {
  if (!text.includes('${')) return null;
  const parts: (string | Exact | Variable)[] = [];
  let from = 0;
  for (const found of text.matchAll(VARIABLE)) {
    if (found.index > from) parts.push(text.slice(from, found.index));
    parts.push(parseVariable(found[1] ?? '', path, kind));
    from = found.index + found[0].length;
  }
  const rest = text.slice(from);
  if (rest.includes('${')) throw PolicyError.syntax(path, `expected "}" behind "\${" in "${text}"`);
  return rest === '' ? parts : [...parts, rest];
}

function parseVariable(inside: string, path: string, kind: 'key' | 'identity'): Exact | Variable {
  if (CHARACTERS.includes(inside)) return { exact: inside };
  const found = NAME_AND_DEFAULT.exec(inside);
  if (found === null) {
    throw PolicyError.syntax(
      path,
      `expected a variable such as "\${aws:username}" or "\${aws:PrincipalTag/team, 'none'}", found "\${${inside}}"`,
    );
  }
  return { key: conditionKeyIn(kind, found[1] ?? ''), fallback: found[2] ?? null };
}

/** The condition keys that a template reads. */
export function keysOf(template: Template): readonly ConditionKey[] {
  return template.flatMap((part) => (typeof part === 'object' && 'key' in part ? [part.key] : []));
}

/**
 * The text for one request, wildcards being characters like any other; null when a variable has no value in it and no
 * default, or several values: such a text equals nothing.
 */
export function resolveText(template: Template, request: AuthorizationRequest): string | null {
  let text = '';
  for (const part of template) {
    const piece = typeof part === 'string' ? part : variableValue(part, request);
    if (piece === null) return null;
    text += piece;
  }
  return text;
}

/** The same as a pattern: the policy's own wildcards count, those that come out of a variable do not. */
export function resolvePattern(template: Template, request: AuthorizationRequest): Pieces | null {
  const pieces = [''];
  for (const part of template) {
    const value = typeof part === 'string' ? null : variableValue(part, request);
    if (value === null && typeof part !== 'string') return null;
    const [first = '', ...rest] = typeof part === 'string' ? patternPieces(part) : [literalPiece(value ?? '')];
    pieces.push((pieces.pop() ?? '') + first, ...rest);
  }
  return pieces;
}

function variableValue(part: Exact | Variable, request: AuthorizationRequest): string | null {
  if ('exact' in part) return part.exact;
  const value = part.key.valueIn(request);
  return typeof value === 'string' ? value : part.fallback;
}
