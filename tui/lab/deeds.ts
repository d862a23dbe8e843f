import type { PlaceAddress, PlaceTitle } from '../../core/index.ts';

/** What can be asked for in a lesson, in a replay, and everywhere else: a key, an entry of the palette or a word does it. */
export const LESSON_DEEDS = ['nextStep', 'hint', 'resetStep', 'solution'] as const;
export const REPLAY_DEEDS = [
  'play',
  'forward',
  'back',
  'nextMark',
  'previousMark',
  'faster',
  'slower',
  'continue',
  'export',
  'leaveReplay',
] as const;
export const LAB_DEEDS = [
  'command',
  'palette',
  'filter',
  'enlarge',
  'actAs',
  'region',
  'time',
  'why',
  'undo',
  'redo',
  'log',
  'copy',
  'createKey',
  'lessons',
  'record',
  'present',
  'help',
  'quit',
] as const;

export type LessonDeedName = (typeof LESSON_DEEDS)[number];
export type ReplayDeedName = (typeof REPLAY_DEEDS)[number];
export type LabDeedName = (typeof LAB_DEEDS)[number];

/** Something to do, by its name and never by a key, which means different things in different parts of the screen. */
export type Deed =
  | LabDeedName
  | LessonDeedName
  | ReplayDeedName
  | { readonly place: PlaceTitle }
  /** A step of the lesson in hand, from 1. */
  | { readonly lessonStep: number }
  | { readonly address: PlaceAddress }
  /** A line to run, as if it were typed. */
  | { readonly line: string };
