import { formLine } from '../manual/form-line.ts';
import { type Form, type Manual, type OptionManual, optionsOf } from '../manual/manual.ts';
import { closest } from './closest.ts';
import { type ParsedOptions, parseOptions } from './parse-options.ts';
import { UsageError } from './usage-error.ts';

/** What a command was given, read by its manual. */
export interface CommandLine extends ParsedOptions {
  /** '' for a command that has no verbs. */
  readonly verb: string;
}

/**
 * Reads the words behind a command by its manual: the verb, the options of that verb, and as many words as it takes.
 * @throws {UsageError} in one line, which names what was expected, what was found and what is near
 */
export function readCommandLine(command: string, manual: Manual, argv: readonly string[]): CommandLine {
  const verb = verbOf(command, manual, argv[0]);
  const form = manual.forms[verb] ?? { takes: [] };
  const own = verb === '' ? argv : argv.slice(1);
  const parsed = parseOptions(own, optionsOf(manual, verb), Number.POSITIVE_INFINITY);
  requireWords(command, verb, form, parsed.positionals);
  for (const [name, option] of Object.entries(optionsOf(manual, verb))) requireValue(name, option, parsed);
  return { verb, ...parsed };
}

function verbOf(command: string, { forms }: Manual, word: string | undefined): string {
  const verbs = Object.keys(forms);
  if (verbs.includes('')) return '';
  if (word !== undefined && verbs.includes(word)) return word;
  const near = word === undefined ? null : closest(word, verbs);
  const found = word === undefined ? '' : `, got "${word}"${near === null ? '' : `: did you mean "${near}"?`}`;
  throw new UsageError(`expected kmslab ${command} ${verbs.join('|')}${found}`);
}

function requireWords(command: string, verb: string, form: Form, given: readonly string[]): void {
  const all = formLine(command, verb, form);
  const extra = form.takes.some(({ isMany }) => isMany === true) ? undefined : given[form.takes.length];
  if (extra !== undefined) throw new UsageError(`expected ${all}, got "${extra}" as well; see kmslab help ${command}`);
  const missing = form.takes[given.length];
  if (missing === undefined || missing.isOptional === true) return;
  throw new UsageError(`expected ${all}, got no ${missing.name}; see kmslab help ${command}`);
}

/** A value of an option that has only so many; of one that ends in = its beginning. */
function requireValue(name: string, { is }: OptionManual, { values, lists }: ParsedOptions): void {
  if (typeof is !== 'object') return;
  const known = (value: string) => is.some((word) => (word.endsWith('=') ? value.startsWith(word) : value === word));
  const value = [...(lists[name] ?? []), ...[values[name] ?? []].flat()].map(String).find((given) => !known(given));
  if (value === undefined) return;
  const near = value.length > 1 ? closest(value, is) : null;
  const shown = is.map((word) => (word.endsWith('=') ? `${word}N` : word));
  const words = shown.length === 1 ? shown.join('') : `${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}`;
  throw new UsageError(`--${name}: expected ${words}, got "${value}"${near === null ? '' : `: did you mean ${near}?`}`);
}
