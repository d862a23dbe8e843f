import { bundledScenario } from '../scenarios/bundled.ts';
import { scenarioHandout } from './scenario-handout.ts';

export { lessonHandout } from './lesson-handout.ts';

/** What a hand-out is of, and whether what answers it is in it: with answers for teachers, without for a class. */
export interface HandoutChoice {
  readonly of: 'lesson' | 'scenario';
  /** A lesson's id or number, or a scenario's name. */
  readonly name: string;
  readonly hasAnswers: boolean;
}

/** A bundled scenario as a hand-out. @throws {ScenarioError} where there is none of that name */
export async function scenarioPaper(name: string, hasAnswers: boolean): Promise<string> {
  return scenarioHandout(await bundledScenario(name), hasAnswers);
}
