import type { Lab } from '../lab/lab.ts';
import type { Moment } from '../lab/past.ts';
import type { PlayedStep } from '../scenarios/played-step.ts';

/** A replay, whole: its steps, and the moment of its lab's journal at which each was done. */
export interface TimeLine {
  /** A bundled scenario's name, a file's, or `world`. */
  readonly name: string;
  readonly title: string;
  readonly summary: string | null;
  /** What was played for it, or what was done in a world by somebody. */
  readonly of: 'scenario' | 'world';
  /** False where an expectation did not hold: the last step is then the one that failed. */
  readonly ok: boolean;
  readonly steps: readonly PlayedStep[];
  /** One more than there are steps: the first is the world as it began. */
  readonly moments: readonly Moment[];
  /** Whose past it is. */
  readonly lab: Lab;
}

/** What a step was refused, by its name: its own refusal, or that of a call which a service made in it; else null. */
export function refusalOf({ outcome, calls }: PlayedStep): string | null {
  return outcome.refusal?.name ?? calls.find(({ result }) => result !== 'ok')?.result ?? null;
}

/** Numbers of the steps worth going to at once: those with a mark, and the refusals. */
export function markedSteps(steps: readonly PlayedStep[]): readonly number[] {
  return steps.filter((step) => step.mark !== null || refusalOf(step) !== null).map(({ n }) => n);
}
