import { pythonInteger, pythonRepr } from './python-text.ts';
import { argumentError } from './usage-error.ts';

/** An option as the scanner needs to know it. */
export interface OptionSpec {
  /** With its dashes: `--key-id`. */
  readonly flag: string;
  /** How many words follow it: exactly one, any number, none, or one that may be left out. */
  readonly takes: 'one' | 'many' | 'nothing' | 'optional';
  /** Options of one target replace each other (`--encrypted`, `--no-encrypted`); by default the flag. */
  readonly target?: string;
  readonly choices?: readonly string[];
  readonly isInteger?: boolean;
  /** What it does, in a few words, for help and completion. */
  readonly hint?: string;
}

export interface GivenOption {
  readonly flag: string;
  /** Null where no word follows. */
  readonly value: string | readonly string[] | null;
}

export interface Arguments {
  /** By target. The last one on the line counts. */
  readonly given: ReadonlyMap<string, GivenOption>;
  /** The first word that belongs to no option. */
  readonly positional: string | null;
  /** What nobody asked for, in order. */
  readonly rest: readonly string[];
}

/**
 * Sorts words into options and the rest, as the AWS CLI's option parser does: `--name value`, `--name=value`, any
 * beginning of a name that only one option has, and negative numbers as values.
 * @throws {CliUsageError} for an ambiguous name, a value too few or too many, or one that isn't among the choices.
 * Source: Python Library Reference, argparse, which the AWS CLI uses; observed on AWS CLI 2.9.19.
 */
export function scanArguments(words: readonly string[], options: readonly OptionSpec[]): Arguments {
  const marks = words.map((word) => recognise(word, options));
  const given = new Map<string, GivenOption>();
  const rest: string[] = [];
  let positional: string | null = null;

  let i = 0;
  while (i < words.length) {
    const word = words[i] ?? '';
    const mark = marks[i] ?? 'value';
    i += 1;
    if (mark === 'value' && positional === null) {
      positional = word;
    } else if (mark === 'value' || mark === 'unknown') {
      rest.push(word);
    } else {
      const follows: string[] = [];
      const limit = { one: 1, optional: 1, many: Number.POSITIVE_INFINITY, nothing: 0 }[mark.option.takes];
      while (mark.attached === null && follows.length < limit && marks[i] === 'value') {
        follows.push(words[i] ?? '');
        i += 1;
      }
      const { flag, target = flag } = mark.option;
      given.set(target, { flag, value: readValue(mark.option, mark.attached, follows) });
    }
  }
  return { given, positional, rest };
}

/** The words that were not understood, in the CLI's order: the first stray value comes last, an empty one is passed over. */
export function unknownWords({ positional, rest }: Arguments): readonly string[] {
  return positional === null || positional === '' ? rest : [...rest, positional];
}

type Mark = 'value' | 'unknown' | { readonly option: OptionSpec; readonly attached: string | null };

function recognise(word: string, options: readonly OptionSpec[]): Mark {
  if (!word.startsWith('-') || word === '-') return 'value';
  if (word === '--') return 'unknown';
  const exact = options.find((option) => option.flag === word);
  if (exact !== undefined) return { option: exact, attached: null };
  const equals = word.indexOf('=');
  const name = equals < 0 ? word : word.slice(0, equals);
  const attached = equals < 0 ? null : word.slice(equals + 1);
  const named = options.filter((option) => option.flag === name);
  const matching = named.length > 0 || !name.startsWith('--') ? named : beginningWith(name, options);
  const [option] = matching;
  if (matching.length > 1) {
    const flags = matching.map((match) => match.flag).join(', ');
    throw argumentError(`ambiguous option: ${word} could match ${flags}`);
  }
  if (option !== undefined) return { option, attached };
  return /^-\d+$|^-\d*\.\d+$/.test(word) || word.includes(' ') ? 'value' : 'unknown';
}

function beginningWith(name: string, options: readonly OptionSpec[]): readonly OptionSpec[] {
  return options.filter((option) => option.flag.startsWith(name));
}

function readValue(option: OptionSpec, attached: string | null, follows: readonly string[]): GivenOption['value'] {
  if (option.takes === 'nothing') {
    if (attached !== null) throw failed(option, `ignored explicit argument ${pythonRepr(attached)}`);
    return null;
  }
  const values = attached === null ? follows : [attached];
  if (option.takes === 'many') return values;
  const [value] = values;
  if (value === undefined) {
    if (option.takes === 'one') throw failed(option, 'expected one argument');
    return null;
  }
  if (option.isInteger === true && pythonInteger(value) === null) {
    throw failed(option, `invalid int value: ${pythonRepr(value)}`);
  }
  if (option.choices !== undefined && !option.choices.includes(value)) {
    throw failed(option, invalidChoice(value, option.choices, []));
  }
  return value;
}

function failed(option: OptionSpec, problem: string) {
  return argumentError(`argument ${option.flag}: ${problem}`);
}

/** The CLI's list of choices, two on a line, and below it the `similar` ones. */
export function invalidChoice(given: string, choices: readonly string[], similar: readonly string[]): string {
  const rows: string[] = [];
  for (let i = 0; i < choices.length; i += 2) {
    rows.push(
      choices
        .slice(i, i + 2)
        .map((choice) => choice.padEnd(40))
        .join(' | '),
    );
  }
  const lines = ['Invalid choice, valid choices are:\n', ...rows];
  if (similar.length > 0) {
    lines.push(
      `\n\nInvalid choice: ${pythonRepr(given)}, maybe you meant:\n`,
      ...similar.map((choice) => `  * ${choice}`),
    );
  }
  return lines.join('\n');
}
