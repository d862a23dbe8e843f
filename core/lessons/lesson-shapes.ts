import type { LabAction } from '../lab/client.ts';
import type { LessonMark } from './progress.ts';

/**
 * What a learner does with a lesson: `start` takes it up where it was left, `restart` makes its world anew, `leave` goes
 * back to the free lab, `next` begins it or goes on from a step that is passed, `check` looks whether the step is
 * passed, `hint` asks for the next hint, `solve` plays the step's solution, `resetStep` makes the world as it was when the
 * step began, `goToStep` begins any step, in a world where those before it were played, `answer` answers a question.
 */
export const LESSON_DEEDS = [
  'start',
  'restart',
  'leave',
  'next',
  'check',
  'hint',
  'solve',
  'resetStep',
  'goToStep',
  'answer',
] as const;
export type LessonDeed = (typeof LESSON_DEEDS)[number];

/** A lesson in a list. */
export interface LessonSummary {
  readonly id: string;
  /** From 1. */
  readonly number: number;
  readonly title: string;
  readonly summary: string;
  readonly minutes: number;
  /** Null where the learner has not begun it. */
  readonly mark: LessonMark | null;
  /** Where it was left, where it was begun and is not done. */
  readonly leftAt: { readonly step: number; readonly of: number } | null;
  readonly isInHand: boolean;
}

/** The lesson in hand, as front ends show it. */
export interface LessonView extends LessonSummary {
  readonly learn: readonly string[];
  readonly corrects: readonly LessonCorrection[];
  readonly today: readonly string[];
  readonly status: 'intro' | 'working' | 'passed' | 'quiz' | 'done';
  /** Whether a solution was shown: the lesson then doesn't count as solved. */
  readonly isShown: boolean;
  /** What its steps are called, from the first. */
  readonly steps: readonly string[];
  /** The step in hand; the last one, where all are passed. */
  readonly step: LessonStepView;
  /** The quiz; null before all steps are passed. */
  readonly quiz: LessonQuizView | null;
  /** Who the learner is to be (ARN and label), and where. */
  readonly here: { readonly as: string; readonly label: string; readonly region: string };
}

/** What came of taking over a learner's progress from elsewhere, in ids of lessons. */
export interface Imported {
  /** Done there, and not here before. */
  readonly done: readonly string[];
  /** Under way there: they go on at the same step, in a world that is made anew. */
  readonly underWay: readonly string[];
  /** Under way in both: those here stay as they are. */
  readonly kept: readonly string[];
  /** Lessons that were not here before. */
  readonly lessons: readonly string[];
}

/** What people wrongly believe, and what is so instead. */
export interface LessonCorrection {
  readonly belief: string;
  readonly truth: string;
}

/** A step of the lesson in hand. */
export interface LessonStepView {
  /** From 1. */
  readonly number: number;
  readonly of: number;
  readonly title: string;
  readonly say: string;
  /** Lines to type, with … where the learner has to find out or to decide. */
  readonly lines: readonly string[];
  /** What must be so, part by part; empty for a question. */
  readonly goals: readonly LessonGoal[];
  /** What went wrong, where the learner is on a wrong path that the lesson knows. */
  readonly mistakes: readonly string[];
  /** The question that this step asks. */
  readonly ask: LessonAskView | null;
  /** The hints that were asked for so far. */
  readonly hints: readonly string[];
  readonly hintsOf: number;
  /** The commands of the solution; empty before the last hint. */
  readonly commands: readonly LessonCommand[];
  /** What just happened, once the step is passed. */
  readonly why: string | null;
}

/** A part of a step's check. */
export interface LessonGoal {
  readonly ok: boolean;
  readonly says: string;
  /** What is so instead, where that is known. */
  readonly found: string | null;
}

/** One thing to do: a line to type, or an action of the lab in words. */
export interface LessonCommand {
  /** Who does it, and where: `ops/role/app`. */
  readonly as: string;
  readonly region: string;
  readonly line: string;
  readonly isLine: boolean;
  /** False where it names something that a command before it is to make. */
  readonly isReady: boolean;
  /** What moves the lab's clock so; null for a line. */
  readonly move: LabAction | null;
}

/** A question with options, or one to which the answer is written down. */
export interface LessonAskView {
  readonly question: string;
  /** Null where the answer is to be written. */
  readonly options: readonly string[] | null;
  /** What was answered last. */
  readonly given: string | null;
  readonly isRight: boolean;
  /** Why that is right or wrong. */
  readonly explanation: string | null;
}

export interface LessonQuizView extends LessonAskView {
  readonly options: readonly string[];
}
