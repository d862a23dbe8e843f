import { parseArgs } from 'node:util';
import { closest } from './closest.ts';
import { UsageError } from './usage-error.ts';

/** The options of a command, by their long names; what else a manual says of them is passed over. */
export type OptionTable = Readonly<
  Record<string, { readonly type: 'string' | 'boolean'; readonly multiple?: boolean }>
>;

/** What a command was given. */
export interface ParsedOptions {
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  /** Options that may be given more than once (`multiple`). */
  readonly lists: Readonly<Record<string, readonly string[]>>;
  readonly positionals: readonly string[];
}

/**
 * Reads a command's options. At most `most` words may stand beside them.
 * @throws {UsageError} in one line, with the nearest option where one is near.
 */
export function parseOptions(argv: readonly string[], options: OptionTable, most: number): ParsedOptions {
  const known = Object.keys(options);
  const unknown = optionNames(argv).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const near = closest(unknown, known);
    throw new UsageError(`unknown option --${unknown}${near === null ? '' : `, did you mean --${near}?`}`);
  }
  const { values, lists, positionals } = parse(argv, options);
  const extra = positionals[most];
  if (extra !== undefined) throw new UsageError(`unexpected argument "${extra}"`);
  return { values, lists, positionals };
}

function parse(argv: readonly string[], options: OptionTable): ParsedOptions {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    return {
      values: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, single(value)])),
      lists: Object.fromEntries(
        Object.entries(values).flatMap(([name, value]) => (Array.isArray(value) ? [[name, value.map(String)]] : [])),
      ),
      positionals,
    };
  } catch (error) {
    // Node's own text is a sentence for users: "Option '--speed <value>' argument missing".
    if (error instanceof TypeError && 'code' in error) throw new UsageError(withoutValue(error.message));
    throw error;
  }
}

/** Of an option behind which the next option comes Node says only that it is ambiguous. */
function withoutValue(message: string): string {
  const [says = ''] = message.split('\n');
  const option = /^Option '(?:-\w, )?(--[\w-]+)[^']*' argument is ambiguous/.exec(says)?.[1];
  if (option === undefined) return says;
  return `${option}: expected a value behind it, got another option; a value that begins with - is given as ${option}=VALUE`;
}

function single(value: unknown): string | boolean | undefined {
  return typeof value === 'string' || typeof value === 'boolean' ? value : undefined;
}

/** The long options in `argv`, up to `--`. */
/** The names of the options on a command line, known or not. */
export function optionNames(argv: readonly string[]): readonly string[] {
  const end = argv.indexOf('--');
  return (end === -1 ? argv : argv.slice(0, end))
    .filter((word) => word.startsWith('--'))
    .map((word) => word.slice(2).split('=', 1)[0] ?? '');
}
