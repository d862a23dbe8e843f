import type { LessonVerdict } from '../verify-lesson.ts';

/**
 * What an author does with a lesson that is being built: `begin` makes its world, `endStep` ends a step with what was done
 * since the last one, `joinSteps` takes the last end back, `write` changes texts, `choose` takes a check or leaves it,
 * `test` plays the lesson, `keep` puts it behind the course, `leave` throws the draft away.
 */
export const DRAFT_DEEDS = ['begin', 'endStep', 'joinSteps', 'write', 'choose', 'test', 'keep', 'leave'] as const;
export type DraftDeed = (typeof DRAFT_DEEDS)[number];

/** The texts of a whole lesson; `learn` has a line for each sentence. */
export const LESSON_TEXTS = ['title', 'summary', 'learn'] as const;
/** The texts of a step. */
export const STEP_TEXTS = ['title', 'say', 'hint1', 'hint2', 'why'] as const;
/** The texts of a question; `right` is the number of the option that is, from 1. An option that is empty is none. */
export const QUESTION_TEXTS = ['question', 'option1', 'why1', 'option2', 'why2', 'option3', 'why3', 'right'] as const;

/** Texts by their names. */
export type Texts = Readonly<Record<string, string>>;

/** A lesson that is being built, as front ends show it. */
export interface DraftView {
  /** In what world it plays. */
  readonly from: string;
  /** How many recorded steps are its set-up. */
  readonly setUp: number;
  readonly texts: Texts;
  readonly steps: readonly DraftStepView[];
  /** What was done since the last step ended, line by line. */
  readonly open: readonly string[];
  /** What was done that no lesson can have. */
  readonly lost: readonly string[];
  /** What is still to be written, each in a few words. */
  readonly missing: readonly string[];
  /** The lesson's file, as it is so far. */
  readonly yaml: string;
  /** What came of the last test; null where it was not tested since it was changed. */
  readonly verdict: LessonVerdict | null;
  /** The id that it was kept under. */
  readonly kept: string | null;
}

export interface DraftStepView {
  readonly texts: Texts;
  readonly commands: readonly string[];
  /** What became so in it. */
  readonly checks: readonly { readonly says: string; readonly isChosen: boolean }[];
}
