import { operationWords, PLACES, type PlaceTitle } from '../../core/index.ts';
import { type Deed, LAB_DEEDS, type LessonDeedName, type ReplayDeedName } from './deeds.ts';
import { GENERAL_KEYS } from './keymap.ts';
import type { Model } from './model.ts';
import type { PaletteOverlay } from './overlays.ts';
import { isReplaying, PLACE_SAYS } from './places.ts';
import { quickActions } from './quick-actions.ts';

/** Something that can be done, as the palette offers it. */
export interface PaletteEntry {
  readonly category: 'place' | 'key' | 'lab' | 'lesson' | 'replay' | 'aws';
  readonly name: string;
  /** The key that does it without the palette; empty where there is none. */
  readonly key: string;
  /** What people call it else: AWS's name, words of an exam, plain words. */
  readonly words: string;
  readonly does: { readonly type: 'deed'; readonly deed: Deed } | { readonly type: 'line'; readonly line: string };
}

/** All that can be done now: places, what the selected key offers, the lab's own actions, and every operation of AWS. */
export function paletteEntries(model: Model, operations: PaletteOverlay['operations']): readonly PaletteEntry[] {
  const key = model.data?.key ?? null;
  const actions =
    key === null || isReplaying(model) ? [] : quickActions(key, model.here, model.made[key.keyArn] ?? null);
  return [
    ...PLACES.map(
      ({ number, title }): PaletteEntry => ({
        category: 'place',
        name: `${title}: ${PLACE_SAYS[title]}`,
        key: String(number),
        words: PLACE_WORDS[title],
        does: { type: 'deed', deed: { place: title } },
      }),
    ),
    ...(isReplaying(model) ? namedEntries('replay', REPLAY_ENTRIES) : []),
    ...((model.data?.lesson ?? null) === null ? [] : namedEntries('lesson', LESSON_ENTRIES)),
    ...stepEntries(model),
    ...actions.map(
      ({ key: letter, label, line }): PaletteEntry => ({
        category: 'key',
        name: label,
        key: letter,
        words: line,
        does: { type: 'line', line },
      }),
    ),
    ...GENERAL_KEYS.flatMap(({ keys, says, deeds = {}, words = '' }) =>
      LAB_DEEDS.flatMap((deed): readonly PaletteEntry[] => {
        const name = typeof deeds === 'object' ? deeds[deed] : deeds === deed ? says : undefined;
        return name === undefined ? [] : [{ category: 'lab', name, key: keys, words, does: { type: 'deed', deed } }];
      }),
    ),
    ...(operations ?? []).map(
      ({ text, hint }): PaletteEntry => ({
        category: 'aws',
        name: text,
        key: '',
        words: `${hint} ${operationWords(text)}`,
        does: { type: 'line', line: `aws ${text} ` },
      }),
    ),
  ];
}

const LESSON_ENTRIES = [
  { deed: 'nextStep', key: 'n', name: 'go on with the lesson', words: 'next step continue' },
  { deed: 'hint', key: 'h', name: 'a hint for the step', words: 'help nudge stuck' },
  { deed: 'resetStep', key: 'R', name: 'begin the step of the lesson anew', words: 'reset restart' },
  { deed: 'solution', key: 'S', name: 'show the solution of the step', words: 'answer solve give up' },
] as const satisfies readonly NamedDeed[];

const REPLAY_ENTRIES = [
  { deed: 'play', key: 'Space', name: 'play the replay, or rest', words: 'pause start stop' },
  { deed: 'forward', key: '.', name: 'one step on in the replay', words: 'next forward' },
  { deed: 'back', key: ',', name: 'one step back in the replay', words: 'previous backward' },
  { deed: 'nextMark', key: ']', name: 'the next mark or refusal of the replay', words: 'forward jump' },
  { deed: 'previousMark', key: '[', name: 'the mark or refusal before', words: 'back jump' },
  { deed: 'faster', key: '>', name: 'play the replay faster', words: 'speed' },
  { deed: 'slower', key: '<', name: 'play the replay slower', words: 'speed' },
  { deed: 'continue', key: 'c', name: 'continue from here, in a lab of your own', words: 'live fork branch' },
  { deed: 'export', key: 'e', name: 'how to export the replay', words: 'asciinema cast JSON' },
  { deed: 'leaveReplay', key: 'Esc', name: 'leave the replay', words: 'close exit lab' },
] as const satisfies readonly NamedDeed[];

interface NamedDeed {
  readonly deed: LessonDeedName | ReplayDeedName;
  readonly key: string;
  readonly name: string;
  readonly words: string;
}

function namedEntries(category: 'lesson' | 'replay', named: readonly NamedDeed[]): readonly PaletteEntry[] {
  return named.map(({ deed, ...entry }) => ({ category, ...entry, does: { type: 'deed', deed } }));
}

/** The steps of the lesson in hand, for who presents it: a learner takes them one after another. */
function stepEntries({ isPresenting, data }: Model): readonly PaletteEntry[] {
  const lesson = data?.lesson ?? null;
  if (!isPresenting || lesson === null || lesson.status === 'done') return [];
  return lesson.steps.map((title, index) => ({
    category: 'lesson',
    name: `go to step ${index + 1}: ${title}`,
    key: '',
    words: 'jump present teach',
    does: { type: 'deed', deed: { lessonStep: index + 1 } },
  }));
}

/** Those that a text asks for, the nearest first: names that begin with it, then those with words that do, those that have it, the others. */
export function foundEntries(entries: readonly PaletteEntry[], text: string): readonly PaletteEntry[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return entries;
  const rank = ({ category, name, words: more }: PaletteEntry): number => {
    const own = name.toLowerCase();
    const bare = own.replace(/[^a-z0-9]/g, '');
    const all = `${category} ${own} ${bare} ${more.toLowerCase()}`;
    if (!words.every((word) => all.includes(word))) return NOT_FOUND;
    const first = words[0] ?? '';
    if (
      own.startsWith(first) ||
      bare.replace(/^(kms|ec2|s3api|iam|sts|rds|sqs|ssm|lambda|dynamodb)/, '').startsWith(first)
    )
      return 0;
    const parts = own.split(/[^a-z0-9]+/);
    if (words.every((word) => parts.some((part) => part.startsWith(word)))) return 1;
    return words.every((word) => `${own} ${bare}`.includes(word)) ? 2 : 3;
  };
  return entries
    .map((entry, order) => ({ entry, order, rank: rank(entry) }))
    .filter((one) => one.rank < NOT_FOUND)
    .sort((a, b) => a.rank - b.rank || a.order - b.order)
    .map(({ entry }) => entry);
}

const NOT_FOUND = 4;

const PLACE_WORDS: Readonly<Record<PlaceTitle, string>> = {
  Lab: 'home free play keys',
  Learn: 'lessons course tutorial exam',
  Key: 'CMK policy rotation aliases grants',
  Flow: 'snapshot copy EBS RDS volumes Regions',
  Envelope: 'data key DEK plaintext ciphertext envelope encryption',
  Why: 'access denied decision policy simulator explain',
  Trail: 'CloudTrail audit events',
  Bill: 'cost price pricing money',
  Replay: 'scenario play demo',
};
