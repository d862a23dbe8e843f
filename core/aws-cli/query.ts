import jmespath from 'jmespath';
import type { Printable } from './printable.ts';
import { readQueryText } from './query-text.ts';
import { isObject } from './shape-members.ts';
import { CliUsageError, generalError } from './usage-error.ts';

// The library's types leave out `compile`, which it has: without it a bad query would show only after the call.
declare module 'jmespath' {
  function compile(query: string): unknown;
}

/**
 * Checks a `--query` before anything is sent.
 * Simplified: what is wrong with its grammar is said in the words of another JMESPath library than the CLI's.
 * @throws {CliUsageError} `Bad value for --query …`.
 */
export function checkQuery(query: string): void {
  const text = readQueryText(query);
  const problem = 'problem' in text ? text.problem : compileProblem(text.query, query);
  if (problem !== null) throw new CliUsageError(`Bad value for --query ${query}: ${problem}`);
}

function compileProblem(text: string, query: string): string | null {
  try {
    jmespath.compile(text);
    return null;
  } catch (cause) {
    const found = reason(cause);
    const problem = found.includes('EOF')
      ? `Incomplete expression:\n"${query}"\n${' '.repeat(query.length + 1)}^`
      : `${found}:\n"${query}"`;
    return `Invalid jmespath expression: ${problem}`;
  }
}

/**
 * What a JMESPath query picks from printable data (see `toPrintable`); null where it finds nothing.
 * @throws {CliUsageError} for an unknown function or a wrong argument, which show only now.
 * Source: JMESPath Specification (jmespath.org/specification.html).
 */
export function applyQuery(query: string, data: Printable): Printable {
  const text = readQueryText(query);
  if ('problem' in text) throw generalError(text.problem);
  try {
    return toPicked(jmespath.search(data, text.query));
  } catch (cause) {
    throw generalError(reason(cause));
  }
}

/**
 * The library reads inherited members too, so that `--query constructor` finds a function: AWS has no such member.
 * Unlike in a reply, a member that is null stays: `{a: null}` is what was asked for.
 */
function toPicked(value: unknown): Printable {
  if (Array.isArray(value)) return value.map(toPicked);
  if (isObject(value))
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, toPicked(member)]));
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

/** The library's errors are plain; any other kind is its own stumbling over the query. */
function reason(cause: unknown): string {
  return cause instanceof Error && cause.constructor === Error ? cause.message : 'the expression is not valid';
}
