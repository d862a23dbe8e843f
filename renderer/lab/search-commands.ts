import type { PlaceAddress } from '../../core/bridge/index.ts';
import type { LessonSummary, ReplaySummary } from '../../core/index.ts';
import { OPEN_SETTINGS } from '../../main/bridge-contract.ts';
import { COMMANDS, type CommandId } from '../../main/commands.ts';
import { isOffered } from './settings.ts';

/** Something that can be found in the palette: a command, or a place that core's lists have. */
export interface Findable {
  readonly id: string;
  readonly category: string;
  readonly title: string;
  /** The letter that does it, or null. */
  readonly key: string | null;
  readonly words: string;
  readonly does: { readonly command: CommandId } | { readonly goTo: PlaceAddress };
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
      words: `${id} ${summary} start`,
      does: { goTo: { place: 'learn', lesson: id } as const },
    })),
    ...replays
      .filter(({ of }) => of === 'scenario')
      .map(({ name, title, summary }) => ({
        id: `replay-${name}`,
        category: 'Replay',
        title,
        key: null,
        words: `${name} ${summary ?? ''} scenario`,
        does: { goTo: { place: 'replay', name, step: null } as const },
      })),
  ];
}

/** What exams and older courses say, and what the lists here call it. */
const EXAM_TERMS: Readonly<Record<string, readonly string[]>> = {
  byok: ['bring your own', 'imported'],
  cmk: ['customer master key', 'kms key', 'whose key'],
  dek: ['data key'],
  mrk: ['multi-region'],
  pki: ['key pair'],
};

/** Those whose title, category or other words hold every word that was typed, or what it means. */
export function search(among: readonly Findable[], text: string): readonly Findable[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return among.filter(({ title, category, words: more }) => {
    const said = `${title} ${category} ${more}`.toLowerCase();
    return words.every((word) => [word, ...(EXAM_TERMS[word] ?? [])].some((term) => said.includes(term)));
  });
}
