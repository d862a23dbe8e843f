import type { Lab } from '../lab/lab.ts';
import { type PlayerOptions, ScenarioPlayer } from './player.ts';
import { ScenarioError } from './scenario-error.ts';
import type { Scenario } from './schema.ts';

/**
 * Plays a scenario without pauses, and gives the lab that it leaves behind.
 * @throws {ScenarioError} that names the step where it doesn't get to its end
 */
export async function playToEnd(scenario: Scenario, options: Pick<PlayerOptions, 'ports' | 'rootKey'>): Promise<Lab> {
  const player = await ScenarioPlayer.open(scenario, { ...options, name: scenario.title, speed: 0 });
  if (scenario.steps.length === 0) return player.lab;
  await player.play();
  const { replay, state } = player;
  if (!replay.ok) {
    const last = replay.steps.at(-1);
    const { expected = 'more steps', found = state.status } = last?.expect ?? {};
    throw new ScenarioError(`${scenario.title}: step ${last?.n ?? 0}: expected ${expected}, found ${found}`);
  }
  return player.lab;
}
