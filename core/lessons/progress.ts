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
  /** What was answered last to the question of this step; null where nothing was, or it asks none. */
  readonly given: string | null;
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
