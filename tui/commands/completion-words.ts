import { COMMAND_WORDS, type CommandWords, type WordKind } from './command-words.ts';
import type { OptionTable } from './parse-options.ts';

/** A word that may stand where the line ends; `says` for shells that show it. */
export interface Offered {
  readonly word: string;
  readonly says: string;
}

/** What may stand there: words, and perhaps names of files, which the shell knows best. */
export interface Offer {
  readonly words: readonly Offered[];
  readonly hasFiles: boolean;
}

/** What else can be offered of a world: see `completion.ts`. */
export interface Sources {
  /** The commands, and what they do. */
  readonly commands: readonly Offered[];
  /** Ids and aliases of keys of the world that the line names. */
  readonly keys: (world: string | null) => Promise<readonly Offered[]>;
  /** How an `aws …` line goes on, in the world that the line names. */
  readonly aws: (line: string, world: string | null) => Promise<readonly Offered[]>;
  readonly scenarios: () => Promise<readonly string[]>;
  readonly lessons: () => Promise<readonly string[]>;
}

/**
 * What may stand where a line ends.
 * @param line - all of it up to the cursor, with the program's name
 */
export async function offerFor(line: string, sources: Sources): Promise<Offer> {
  const given = wordsOf(line);
  const current = /\s$/.test(line) || given.length === 0 ? '' : (given.pop() ?? '');
  const [, command, ...before] = given;
  if (command === undefined) return matching(current, [...sources.commands, ...options(LAB_WORDS)]);
  if (command === 'aws') return offerForAws(line, before, current, sources);
  if (command.startsWith('-')) return valueOrOption(command.slice(2), LAB_WORDS, current);
  const words = Object.hasOwn(COMMAND_WORDS, command) ? await COMMAND_WORDS[command]?.() : undefined;
  if (words === undefined) return NOTHING;
  return offerForCommand(words, before, current, sources);
}

const NOTHING: Offer = { words: [], hasFiles: false };
const FILES: Offer = { words: [], hasFiles: true };
/** The options of the lab itself. */
const LAB_WORDS: OptionTable = {
  world: { type: 'string' },
  ascii: { type: 'boolean' },
  'no-color': { type: 'boolean' },
  'screen-reader': { type: 'boolean' },
  present: { type: 'boolean' },
  profile: { type: 'string' },
  help: { type: 'boolean' },
  version: { type: 'boolean' },
};

async function offerForCommand(
  { options: table, verbs, then }: CommandWords,
  before: readonly string[],
  current: string,
  sources: Sources,
): Promise<Offer> {
  const last = before.at(-1) ?? '';
  const taking = last.startsWith('--') ? last.slice(2) : null;
  if (taking !== null && table[taking]?.type === 'string') {
    if (taking === 'key') return matching(current, await sources.keys(worldIn(before)));
    if (taking === 'tab') return matching(current, plain((await import('../key/key-tabs.ts')).SHOWN_TABS));
    return FILES;
  }
  if (current.startsWith('-')) return matching(current, options(table));
  const own = before.filter((word, index) => !word.startsWith('-') && !takesNext(before[index - 1], table));
  if (verbs.length > 0 && own.length === 0) return matching(current, plain(verbs));
  return ofKind(then, current, worldIn(before), sources);
}

function takesNext(word: string | undefined, table: OptionTable): boolean {
  return word?.startsWith('--') === true && table[word.slice(2)]?.type === 'string';
}

async function ofKind(kind: WordKind, current: string, world: string | null, sources: Sources): Promise<Offer> {
  switch (kind) {
    case 'key':
      return matching(current, await sources.keys(world));
    case 'scenario':
      return { ...matching(current, plain(await sources.scenarios())), hasFiles: true };
    case 'lesson':
      return matching(current, plain(await sources.lessons()));
    case 'shell':
      return matching(current, plain(['bash', 'zsh', 'fish']));
    case 'file':
      return FILES;
    case 'nothing':
      return NOTHING;
  }
}

/** `kmslab aws` has options of its own before AWS's words. */
async function offerForAws(line: string, before: readonly string[], current: string, sources: Sources): Promise<Offer> {
  const last = before.at(-1);
  if (last === '--world') return FILES;
  const words = /^\s*\S+\s+aws\s+((?:--(?:world|as|through)(?:=|\s+)\S+\s+)*)([\s\S]*)$/.exec(line);
  const rest = words?.[2] ?? '';
  const own = rest === current && current.startsWith('--') ? options(AWS_WORDS) : [];
  const offered = await sources.aws(`aws ${rest}`, worldIn(before));
  return { ...matching(current, [...own, ...offered]), hasFiles: current.includes('file') };
}

const AWS_WORDS: OptionTable = { world: { type: 'string' }, as: { type: 'string' }, through: { type: 'string' } };

function worldIn(words: readonly string[]): string | null {
  const at = words.indexOf('--world');
  return (
    words.find((word) => word.startsWith('--world='))?.slice('--world='.length) ?? words[at + 1 || words.length] ?? null
  );
}

function valueOrOption(before: string, table: OptionTable, current: string): Offer {
  return table[before]?.type === 'string' ? FILES : matching(current, options(table));
}

function options(table: OptionTable): readonly Offered[] {
  return [...Object.keys(table), ...('help' in table ? [] : ['help'])].map((name) => ({ word: `--${name}`, says: '' }));
}

function plain(words: readonly string[]): readonly Offered[] {
  return words.map((word) => ({ word, says: '' }));
}

function matching(current: string, words: readonly Offered[]): Offer {
  return { words: words.filter(({ word }) => word.startsWith(current)), hasFiles: false };
}

/** The words of a line as a shell sees them, near enough: quotes hold a word together and are left out. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/(?:"[^"]*"?|'[^']*'?|\\.|[^\s"'\\])+/g)].map(([word]) => word.replace(/["'\\]/g, ''));
}
