import type { Lab } from '../lab/lab.ts';
import { LabError } from '../lab/lab-error.ts';
import type { Bytes, Ports } from '../ports.ts';
import { ScenarioError } from '../scenarios/scenario-error.ts';
import { rightAnswers } from './answers.ts';
import { beginWorld } from './begin-world.ts';
import { type Beginning, gatherEvidence } from './evidence.ts';
import { goalsOf, hereAt } from './lesson-view.ts';
import { isFilled, type Names, namesNow } from './names.ts';
import { playSteps } from './play-steps.ts';
import type { Lesson, LessonStep } from './schema.ts';

/** Whether a lesson can be learnt: each of its steps is open at first, and its solution does it. */
export interface LessonVerdict {
  readonly ok: boolean;
  /** What is wrong before the first step: the set-up does not come to its end. Null where nothing is. */
  readonly problem: string | null;
  /** Of each step that was reached. */
  readonly steps: readonly StepVerdict[];
}

export interface StepVerdict {
  readonly title: string;
  /** Whether its check does not hold yet when the step begins; true for a question. */
  readonly startIsRed: boolean;
  /** Whether its solution is played to the end, and its check holds then; for a question, whether it has an answer. */
  readonly solutionIsGreen: boolean;
  /** What is wrong, in one line; null where nothing is. */
  readonly problem: string | null;
}

/**
 * Plays a lesson in a world of its own, with each step's own solution. It goes on behind a step that is green too early,
 * and ends at one whose solution fails.
 * @param ports - an empty store, a fixed or real clock; the world lives in it
 */
export async function verifyLesson(lesson: Lesson, ports: Ports, rootKey?: Bytes): Promise<LessonVerdict> {
  let lab: Lab;
  let saved: Names;
  let beginning: Beginning;
  try {
    const made = await beginWorld(lesson, ports, rootKey);
    ({ saved, ...beginning } = made.begun);
    lab = made.lab;
  } catch (error) {
    return { ok: false, problem: `set-up: ${wordsOf(error)}`, steps: [] };
  }
  const steps: StepVerdict[] = [];
  for (const [index, step] of lesson.steps.entries()) {
    const at = { ...beginning, soFar: { from: await rowsOf(lab) } };
    const startIsRed = step.check === undefined || !(await isMet(lesson, step, lab, at, saved));
    let problem = startIsRed ? null : 'it is done before anything was: its check holds at the start';
    let solutionIsGreen = false;
    try {
      const stage = { lesson, ...hereAt(lesson, index), saved, beginning: at };
      saved = (await playSteps(lab, step.solution, stage)).saved;
      const open = await openAfter(lesson, step, lab, at, saved);
      solutionIsGreen = open === null;
      problem ??= open;
    } catch (error) {
      problem ??= `its solution fails: ${wordsOf(error)}`;
    }
    steps.push({ title: step.title, startIsRed, solutionIsGreen, problem });
    if (!solutionIsGreen) break;
  }
  const ok = steps.length === lesson.steps.length && steps.every(({ problem }) => problem === null);
  return { ok, problem: null, steps };
}

async function rowsOf(lab: Lab): Promise<number> {
  return (await lab.ask({ type: 'trail' })).length;
}

async function isMet(lesson: Lesson, step: LessonStep, lab: Lab, at: Beginning, saved: Names): Promise<boolean> {
  return (await openAfter(lesson, step, lab, at, saved)) === null;
}

/** What is still missing of a step, in one line; null where it is done. */
async function openAfter(
  lesson: Lesson,
  step: LessonStep,
  lab: Lab,
  at: Beginning,
  saved: Names,
): Promise<string | null> {
  const evidence = await gatherEvidence(lab, at);
  const names = { ...namesNow(lesson.names ?? {}, evidence), ...saved };
  if (step.ask !== undefined) {
    const answers = rightAnswers(step, names);
    const isKnown = answers.length > 0 && ('options' in step.ask || answers.every((one) => isFilled(one, names)));
    return isKnown ? null : 'its question has no answer: what the answer names is not there';
  }
  const { ok, goals } = await goalsOf(step, names, evidence);
  if (ok) return null;
  const missing = goals
    .filter((goal) => !goal.ok)
    .map(({ says, found }) => (found === null ? says : `${says} (${found})`));
  return `its solution does not do it; still missing: ${missing.join('; ')}`;
}

/** @throws what is a bug, and not the lesson's fault */
function wordsOf(error: unknown): string {
  if (error instanceof ScenarioError || error instanceof LabError) return error.message;
  throw error;
}
