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

const RANK: Readonly<Record<LessonMark, number>> = { begun: 0, shown: 1, done: 2 };

/** The progress with a lesson's state in place of the one before; the mark only ever gets better. */
export function withState(progress: Progress, state: LessonState): Progress {
  const { value, context } = state.machine;
  const mark: LessonMark = value !== 'done' ? 'begun' : context.isShown ? 'shown' : 'done';
  const before = progress.marks[state.lesson];
  const best = before !== undefined && RANK[before] > RANK[mark] ? before : mark;
  return {
    ...progress,
    marks: { ...progress.marks, [state.lesson]: best },
    states: { ...progress.states, [state.lesson]: state },
  };
}

/** What was read of a progress file; nothing where it is none of this version. */
export function parseProgress(value: unknown): Progress {
  const isOurs = typeof value === 'object' && value !== null && 'version' in value && value.version === 1;
  return isOurs ? { ...NO_PROGRESS, ...(value as Partial<Progress>) } : NO_PROGRESS;
}
