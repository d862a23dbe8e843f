import type { Moment } from '../lab/past.ts';
import { type PlayerOptions, ScenarioPlayer } from '../scenarios/player.ts';
import { ScenarioError } from '../scenarios/scenario-error.ts';
import type { Scenario } from '../scenarios/schema.ts';
import type { TimeLine } from './time-line.ts';

/**
 * Plays a scenario at once, and keeps each moment of it to be looked at.
 * @throws {ScenarioError} where its world can't be made, or it has no steps
 */
export async function scenarioTimeLine(
  scenario: Scenario,
  options: Pick<PlayerOptions, 'name' | 'ports' | 'seed'>,
): Promise<TimeLine> {
  if (scenario.steps.length === 0) throw new ScenarioError(`${options.name}: expected steps to replay`);
  const player = await ScenarioPlayer.open(scenario, { ...options, speed: 0 });
  const moment = (): Moment => ({ length: player.lab.journalLength, files: new Map(player.lab.files) });
  const moments = [moment()];
  await player.play(() => moments.push(moment()));
  const { title, summary = null } = scenario;
  const { ok, steps } = player.replay;
  return { name: options.name, title, summary, of: 'scenario', ok, steps, moments, lab: player.lab };
}
