import type { AuthorizationRequest } from '../decision.ts';
import { PolicyError } from '../policy-error.ts';
import type { TextMatcher } from '../wildcard.ts';
import type { ConditionKey } from './condition-value.ts';
import type { Comparison } from './operators.ts';
import { keysOf, parseTemplate, resolvePattern, resolveText, type Template } from './template.ts';

/** Whether one value of the request fits one of the policy's. */
export type ValueMatcher = (seen: string, request: AuthorizationRequest) => boolean;

/** The values that a policy lists for one key. */
export interface CompiledValues {
  readonly fits: ValueMatcher;
  /** The values as they are for a request, variables put in; without a request as they are written. */
  readonly wanted: (request: AuthorizationRequest | null) => readonly string[];
  readonly reads: readonly ConditionKey[];
}

/**
 * Compiles the values of one condition key. Variables count in texts, patterns and ARNs only.
 * @throws {PolicyError} for a value that is not of the operator's kind.
 * Source: IAM User Guide, "IAM policy elements: Variables and tags", "Where you can use policy variables".
 */
export function compileValues(
  texts: readonly string[],
  comparison: Comparison | null,
  {
    path,
    hasVariables,
    kind,
  }: { readonly path: string; readonly hasVariables: boolean; readonly kind: 'key' | 'identity' },
): CompiledValues {
  const asWritten = Object.freeze([...texts]);
  const wanted = () => asWritten;
  if (comparison === null) return { fits: () => false, wanted, reads: [] };
  const templates = texts.map((text) =>
    hasVariables && comparison.reads !== 'literal' ? parseTemplate(text, path, kind) : null,
  );
  const matchers = texts.map((text, index) => {
    const template = templates[index] ?? null;
    return template === null ? fixed(text, comparison, path) : changing(template, comparison);
  });
  const [only] = matchers;
  const fits: ValueMatcher =
    only !== undefined && matchers.length === 1
      ? only
      : (seen, request) => matchers.some((matches) => matches(seen, request));
  if (templates.every((template) => template === null)) return { fits, wanted, reads: [] };
  return {
    fits,
    wanted: (request) =>
      request === null ? asWritten : texts.map((text, index) => shown(text, templates[index] ?? null, request)),
    reads: templates.flatMap((template) => (template === null ? [] : keysOf(template))),
  };
}

function fixed(text: string, comparison: Comparison, path: string): TextMatcher {
  const matcher = comparison.compile(text);
  if (matcher === null) throw PolicyError.syntax(path, `expected ${comparison.expects}, found "${text}"`, text);
  return matcher;
}

function changing(template: Template, { compile, compilePieces }: Comparison): ValueMatcher {
  if (compilePieces !== undefined) {
    return (seen, request) => {
      const pieces = resolvePattern(template, request);
      return pieces !== null && compilePieces(pieces)(seen);
    };
  }
  return (seen, request) => {
    const text = resolveText(template, request);
    return text !== null && compile(text)?.(seen) === true;
  };
}

/** A variable without a value stays in sight as it was written. */
function shown(text: string, template: Template | null, request: AuthorizationRequest): string {
  return template === null ? text : (resolveText(template, request) ?? text);
}
