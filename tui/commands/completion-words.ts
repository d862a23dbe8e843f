import { LAB } from '../manual/lab.ts';
import { type Manual, type OptionManual, type OptionsManual, optionsOf, type WordKind } from '../manual/manual.ts';
import type { CommandTable } from './command-entry.ts';

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

/** The world that a line names: a file's, or a running server's; both null where it names none. */
export interface Place {
  readonly world: string | null;
  readonly connect: string | null;
}

/** What there is beside the commands: see `completion-sources.ts`. */
export interface Sources {
  /** Ids and aliases of keys. */
  readonly keys: (place: Place) => Promise<readonly Offered[]>;
  readonly principals: (place: Place) => Promise<readonly Offered[]>;
  readonly snapshots: (place: Place) => Promise<readonly Offered[]>;
  /** How an `aws …` line goes on. */
  readonly aws: (line: string, place: Place) => Promise<readonly Offered[]>;
  readonly scenarios: () => Promise<readonly string[]>;
  readonly lessons: () => Promise<readonly string[]>;
  /** Of a bundled scenario. */
  readonly marks: (scenario: string) => Promise<readonly string[]>;
  readonly servers: () => Promise<readonly string[]>;
}

/** A line that is being typed, in words. */
interface Typed {
  /** Whole words behind the command. */
  readonly before: readonly string[];
  /** What stands before the cursor since the last blank. */
  readonly current: string;
}

/**
 * What may stand where a line ends, by the manuals of the commands.
 * @param line - all of it up to the cursor, with the program's name
 */
export async function offerFor(line: string, commands: CommandTable, sources: Sources): Promise<Offer> {
  const given = wordsOf(line);
  const current = /\s$/.test(line) || given.length === 0 ? '' : (given.pop() ?? '');
  const [, command, ...before] = given;
  const names = Object.entries(commands).map(([word, { says }]) => ({ word, says }));
  if (command === undefined) return matching(current, [...names, ...optionWords(LAB.options)]);
  if (command === 'aws') return offerForAws(line, { before, current }, commands, sources);
  if (command.startsWith('-')) return offerInForm(LAB, '', { before: [command, ...before], current }, names, sources);
  const manual = Object.hasOwn(commands, command) ? await commands[command]?.manual() : undefined;
  return manual === undefined ? NOTHING : offerForCommand(manual, { before, current }, names, sources);
}

const NOTHING: Offer = { words: [], hasFiles: false };
const FILES: Offer = { words: [], hasFiles: true };

async function offerForCommand(
  manual: Manual,
  typed: Typed,
  names: readonly Offered[],
  sources: Sources,
): Promise<Offer> {
  const verbs = Object.entries(manual.forms).flatMap(([word, { says = '' }]) => (word === '' ? [] : [{ word, says }]));
  const [verb = ''] = typed.before;
  if (verbs.length === 0) return offerInForm(manual, '', typed, names, sources);
  if (typed.before.length === 0 && !typed.current.startsWith('-')) return matching(typed.current, verbs);
  return offerInForm(manual, verb, { ...typed, before: typed.before.slice(1) }, names, sources);
}

async function offerInForm(
  manual: Manual,
  verb: string,
  { before, current }: Typed,
  names: readonly Offered[],
  sources: Sources,
): Promise<Offer> {
  const options = optionsOf(manual, verb);
  const place = placeIn(before);
  const own = before.filter((word, index) => !word.startsWith('-') && !takesNext(before[index - 1], options));
  const ask = (is: OptionManual['is'], typed: string) => ofKind(is, typed, { place, names, sources, first: own[0] });
  const last = before.at(-1);
  if (takesNext(last, options)) return ask(options[last?.slice(2) ?? '']?.is, current);
  const [, name = '', value] = /^--([\w-]+)=(.*)$/s.exec(current) ?? [];
  if (value !== undefined) return withLead(`--${name}=`, await ask(options[name]?.is, value));
  if (current.startsWith('-')) return matching(current, [...optionWords(options), HELP]);
  const takes = manual.forms[verb]?.takes ?? [];
  const next = takes[own.length] ?? (takes.at(-1)?.isMany === true ? takes.at(-1) : undefined);
  return next === undefined ? NOTHING : ask(next.is, current);
}

const HELP: Offered = { word: '--help', says: 'Prints the manual.' };

function takesNext(word: string | undefined, options: OptionsManual): boolean {
  return word?.startsWith('--') === true && options[word.slice(2)]?.type === 'string';
}

/** An option and its value in one word: what is offered has both. */
function withLead(lead: string, { words, hasFiles }: Offer): Offer {
  return { words: words.map(({ word, says }) => ({ word: `${lead}${word}`, says })), hasFiles };
}

interface Around {
  readonly place: Place;
  readonly names: readonly Offered[];
  readonly sources: Sources;
  /** The first word beside the options. */
  readonly first: string | undefined;
}

async function ofKind(
  is: OptionManual['is'],
  current: string,
  { place, names, sources, first }: Around,
): Promise<Offer> {
  if (typeof is === 'object') return matching(current, plain(is));
  const kinds: Readonly<Record<WordKind, () => Promise<Offer>>> = {
    command: async () => matching(current, names),
    file: async () => FILES,
    key: async () => matching(current, await sources.keys(place)),
    lesson: async () => matching(current, plain(await sources.lessons())),
    mark: async () => matching(current, plain(await sources.marks(first ?? ''))),
    principal: async () => matching(current, await sources.principals(place)),
    scenario: async () => ({ ...matching(current, plain(await sources.scenarios())), hasFiles: true }),
    server: async () => matching(current, plain(await sources.servers())),
    shell: async () => matching(current, plain(['bash', 'zsh', 'fish'])),
    snapshot: async () => matching(current, await sources.snapshots(place)),
    text: async () => NOTHING,
  };
  return kinds[is ?? 'text']();
}

/** `kmslab aws` has options of its own before AWS's words. */
async function offerForAws(
  line: string,
  { before, current }: Typed,
  commands: CommandTable,
  sources: Sources,
): Promise<Offer> {
  const manual = await commands.aws?.manual();
  if (manual === undefined) return NOTHING;
  const last = before.at(-1);
  const words = /^\s*\S+\s+aws\s+((?:--(?:world|as|through)(?:=|\s+)\S+\s+)*)([\s\S]*)$/.exec(line);
  const rest = words?.[2] ?? '';
  const isBeforeService = rest === current || takesNext(last, manual.options);
  if (isBeforeService && (current.startsWith('-') || takesNext(last, manual.options)))
    return offerInForm(manual, '', { before, current }, [], sources);
  const offered = await sources.aws(`aws ${rest}`, placeIn(before));
  return { ...matching(current, offered), hasFiles: current.includes('file') };
}

function placeIn(words: readonly string[]): Place {
  return { world: valueBehind('--world', words), connect: valueBehind('--connect', words) };
}

function valueBehind(option: string, words: readonly string[]): string | null {
  const joined = words.find((word) => word.startsWith(`${option}=`));
  return joined?.slice(option.length + 1) ?? words[words.indexOf(option) + 1 || words.length] ?? null;
}

function optionWords(options: OptionsManual): readonly Offered[] {
  return Object.entries(options).map(([name, { says }]) => ({ word: `--${name}`, says }));
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
