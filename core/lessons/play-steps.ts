import type { Lab } from '../lab/lab.ts';
import type { PlayedStep } from '../scenarios/played-step.ts';
import { ScenarioError } from '../scenarios/scenario-error.ts';
import type { ScenarioStep } from '../scenarios/schema.ts';
import { StepRunner } from '../scenarios/step-runner.ts';
import { type Beginning, gatherEvidence } from './evidence.ts';
import { type Names, namesNow } from './names.ts';
import type { Lesson } from './schema.ts';

/** Who does the steps, where, and what is known by name. */
export interface Stage {
  readonly lesson: Lesson;
  readonly as: string;
  readonly region: string;
  readonly saved: Names;
  readonly beginning: Beginning;
}

/** Steps that were played, and what is saved after them. */
export interface Played {
  readonly steps: readonly PlayedStep[];
  readonly saved: Names;
}

/**
 * Plays steps of a lesson on its lab, through the same door as everybody. The lesson's own names stand for what is there
 * before each step.
 * @throws {ScenarioError} for a step that does not do what it should
 */
export async function playSteps(lab: Lab, steps: readonly ScenarioStep[], stage: Stage): Promise<Played> {
  const runner = new StepRunner(lab);
  const played: PlayedStep[] = [];
  let saved = stage.saved;
  for (const [index, step] of steps.entries()) {
    const names = namesNow(stage.lesson.names ?? {}, await gatherEvidence(lab, stage.beginning));
    runner.know({ ...names, ...saved });
    const started = index === 0 ? { as: stage.as, region: stage.region, ...step } : step;
    const done = await runner.take(started, index + 1);
    if (done.expect?.held === false) {
      const { expected, found } = done.expect;
      throw new ScenarioError(`${done.run ?? `step ${index + 1}`}: expected ${expected}, found ${found}`);
    }
    played.push(done);
    for (const name of Object.keys(step.save ?? {})) saved = { ...saved, [name]: runner.saved[name] ?? '' };
  }
  return { steps: played, saved };
}
