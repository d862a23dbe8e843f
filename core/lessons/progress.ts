import { LabError } from '../lab/lab-error.ts';
import type { LessonAtRest } from './lesson-machine.ts';

/** A lesson under way. Plain JSON; the world itself is kept beside it. */
export interface LessonState {
  readonly lesson: string;
  readonly machine: LessonAtRest;
  /** What the set-up's steps have saved. */
  readonly saved: Readonly<Record<string, string>>;
  /** How many rows the trail had when the learner began. */
  readonly trailFrom: number;
  readonly startedAt: number;
  /** What was done in the step in hand; absent in progress that an older kmslab has kept. */
  readonly soFar?: StepSoFar;
  /** What was answered last to the question of this step; null where nothing was, or it asks none. */
  readonly given: string | null;
  /** It came from elsewhere, without its world: that is made anew, as the step begins, when the lesson is taken up. */
  readonly isWithoutWorld?: true;
}

/** Which part of the trail belongs to the step in hand, in numbers of rows. */
export interface StepSoFar {
  /** How many there were when it began. */
  readonly from: number;
  /** How many there were when its goals were looked at last. */
  readonly seenTo: number;
  /** From where on a call can be a mistake. What stands before the last goal that was met has been put right. */
  readonly mistakesFrom: number;
  /** How many of its goals were met when they were looked at last. */
  readonly met: number;
}

/** A step that has just begun. @param rows - of the trail, until now */
export function stepBegun(rows: number): StepSoFar {
  return { from: rows, seenTo: rows, mistakesFrom: rows, met: 0 };
}

/** A step whose goals were looked at again. */
export function stepSeen(before: StepSoFar, met: number, rows: number): StepSoFar {
  return { ...before, seenTo: rows, met, mistakesFrom: met > before.met ? before.seenTo : before.mistakesFrom };
}

/** How far a learner has come in one lesson, ever: `shown` is done with a solution's help. */
export type LessonMark = 'begun' | 'shown' | 'done';

/** How far a learner has come: what the progress file holds. */
export interface Progress {
  readonly version: 1;
  /** The lesson in hand; null in the free lab. */
  readonly current: string | null;
  readonly marks: Readonly<Record<string, LessonMark>>;
  readonly states: Readonly<Record<string, LessonState>>;
}

export const NO_PROGRESS: Progress = { version: 1, current: null, marks: {}, states: {} };

/** The version of what is written down of a learner's progress. */
const VERSION = 1;

const RANK: Readonly<Record<LessonMark, number>> = { begun: 0, shown: 1, done: 2 };

/** The better of two marks. */
export function betterMark(one: LessonMark | undefined, other: LessonMark): LessonMark {
  return one !== undefined && RANK[one] > RANK[other] ? one : other;
}

/** The progress with a lesson's state in place of the one before; the mark only ever gets better. */
export function withState(progress: Progress, state: LessonState): Progress {
  const { value, context } = state.machine;
  const mark: LessonMark = value !== 'done' ? 'begun' : context.isShown ? 'shown' : 'done';
  return {
    ...progress,
    marks: { ...progress.marks, [state.lesson]: betterMark(progress.marks[state.lesson], mark) },
    states: { ...progress.states, [state.lesson]: state },
  };
}

/**
 * Progress as it was read; null is none yet.
 * @throws {LabError} for what a newer kmslab has written, and for what is no progress: it is not to be written over
 */
export function parseProgress(value: unknown): Progress {
  if (value === null || value === undefined) return NO_PROGRESS;
  if (typeof value !== 'object' || !('version' in value) || typeof value.version !== 'number') {
    throw new LabError('this is no progress of lessons: it has no version');
  }
  if (value.version > VERSION) {
    throw new LabError(
      `this progress was written by a newer kmslab: it is of version ${value.version}, and this kmslab reads up to ${VERSION}`,
    );
  }
  return { ...NO_PROGRESS, ...(value as Partial<Progress>) };
}
