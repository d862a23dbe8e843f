import { bundledLesson, lessonNamed } from '../lessons/bundled.ts';
import { bundledScenario } from '../scenarios/bundled.ts';
import { lessonHandout } from './lesson-handout.ts';
import { scenarioHandout } from './scenario-handout.ts';

/** What a hand-out is of, and whether what answers it is in it: with answers for teachers, without for a class. */
export interface HandoutChoice {
  readonly of: 'lesson' | 'scenario';
  /** A lesson's id or number, or a scenario's name. */
  readonly name: string;
  readonly hasAnswers: boolean;
}

/**
 * A lesson or a bundled scenario as a hand-out, in Markdown (CommonMark, with task lists).
 * @throws {LabError, ScenarioError} where there is none of that name
 */
export async function handout({ of, name, hasAnswers }: HandoutChoice): Promise<string> {
  if (of === 'scenario') return scenarioHandout(await bundledScenario(name), hasAnswers);
  return lessonHandout(await bundledLesson(lessonNamed(name)), hasAnswers);
}
