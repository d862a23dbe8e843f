import { operationWords, type PlaceAddress } from '../../core/bridge/index.ts';
import type { Completion, LabView, LessonSummary, ReplaySummary } from '../../core/index.ts';
import { OPEN_SETTINGS } from '../../main/bridge-contract.ts';
import { COMMANDS, type CommandId } from '../../main/commands.ts';
import { LESSON_WORDS, SCENARIO_WORDS } from './exam-words.ts';
import { keyLabel } from './format.ts';
import { isOffered } from './settings.ts';

/** Something that can be found in the palette: a command, or a thing that core's lists have. */
export interface Findable {
  readonly id: string;
  readonly category: string;
  readonly title: string;
  /** The letter that does it, or null. */
  readonly key: string | null;
  readonly words: string;
  readonly does:
    | { readonly command: CommandId }
    | { readonly goTo: PlaceAddress }
    | { readonly actAs: string }
    | { readonly goToRegion: string }
    | { readonly selectKey: string; readonly region: string }
    | { readonly offerLine: string };
}

/** Every command that the window offers; those on files and windows only where it is the app's. */
export function findableCommands(hasDesk: boolean, settings = OPEN_SETTINGS): readonly Findable[] {
  return COMMANDS.filter(
    (command) => command.id !== 'palette' && (hasDesk || command.category !== 'World') && isOffered(command, settings),
  ).map(({ id, category, title, key, words }) => ({ id, category, title, key, words, does: { command: id } }));
}

/** Every lesson and every scenario. */
export function findablePlaces(
  lessons: readonly LessonSummary[],
  replays: readonly ReplaySummary[],
): readonly Findable[] {
  return [
    ...lessons.map(({ id, number, title, summary }) => ({
      id: `lesson-${id}`,
      category: 'Lesson',
      title: `${number} ${title}`,
      key: null,
      words: `${id} ${summary} ${LESSON_WORDS[id] ?? ''} start`,
      does: { goTo: { place: 'learn', lesson: id } as const },
    })),
    ...replays
      .filter(({ of }) => of === 'scenario')
      .map(({ name, title, summary }) => ({
        id: `replay-${name}`,
        category: 'Replay',
        title,
        key: null,
        words: `${name} ${summary ?? ''} ${SCENARIO_WORDS[name] ?? ''} scenario`,
        does: { goTo: { place: 'replay', name, step: null } as const },
      })),
  ];
}

/** Everybody who can be acted as, every key that can be looked at, and every Region that can be gone to. */
export function findableThings({
  principals,
  keys,
  regions,
}: Pick<LabView, 'principals' | 'keys' | 'regions'>): readonly Findable[] {
  return [
    ...principals.map(({ arn, label }) => ({
      id: `as-${arn}`,
      category: 'Act as',
      title: label,
      key: null,
      words: `${arn} principal caller assume`,
      does: { actAs: arn },
    })),
    ...keys.map((key) => ({
      id: `key-${key.keyArn}`,
      category: 'Key',
      title: keyLabel(key),
      key: null,
      words: `${key.keyArn} ${key.description} ${key.keySpec} ${key.keyState}`,
      does: { selectKey: key.keyArn, region: key.region },
    })),
    ...regions.map(({ region, name }) => ({
      id: `region-${region}`,
      category: 'Go to',
      title: `${region} ${name}`,
      key: null,
      words: 'Region',
      does: { goToRegion: region },
    })),
  ];
}

/** Every operation that an `aws …` line can name, by the name that the CLI and the API have for it. */
export function findableOperations(operations: readonly Completion[]): readonly Findable[] {
  return operations.map(({ text, hint }) => ({
    id: `aws-${text.replace(' ', '-')}`,
    category: 'AWS',
    title: text,
    key: null,
    // `creategrant` is the API's `CreateGrant`: capitals make no difference.
    words: `${text.split(' ').at(-1)?.replaceAll('-', '')} ${hint} ${operationWords(text)}`,
    does: { offerLine: `aws ${text} ` },
  }));
}

/** From this length on a word is looked for inside others, too: `crypt` in `Encrypt`, but not `eve` in `never`. */
const INSIDE_FROM = 4;

/** Those whose title, category or other words have every word that was typed; the likeliest first. */
export function search(among: readonly Findable[], text: string): readonly Findable[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return among;
  return among
    .map((findable) => ({ findable, rank: rankOf(findable, words) }))
    .filter(({ rank }) => rank < NOT_FOUND)
    .sort((a, b) => a.rank - b.rank) // which keeps the order of what ranks alike
    .map(({ findable }) => findable);
}

const NOT_FOUND = 4;

/** 0 where words of the title begin so, 1 where words of anything do, 2 and 3 where they only have it inside. */
function rankOf({ title, category, words: more }: Findable, words: readonly string[]): number {
  const name = ` ${title.toLowerCase()} ${category.toLowerCase()}`;
  const all = `${name} ${more.toLowerCase()}`;
  if (words.every((word) => beginsIn(name, word))) return 0;
  if (words.every((word) => beginsIn(all, word))) return 1;
  const has = (said: string, word: string) =>
    beginsIn(said, word) || (word.length >= INSIDE_FROM && said.includes(word));
  if (words.every((word) => has(name, word))) return 2;
  return words.every((word) => has(all, word)) ? 3 : NOT_FOUND;
}

/** Whether a word of what is said begins with it. */
function beginsIn(said: string, word: string): boolean {
  for (let at = said.indexOf(word); at !== -1; at = said.indexOf(word, at + 1)) {
    if (!/[a-z0-9]/.test(said[at - 1] ?? '')) return true;
  }
  return false;
}
