import type { Lab } from '../lab/lab.ts';
import { LabError } from '../lab/lab-error.ts';
import type { Ports } from '../ports.ts';
import { BUNDLED_SCENARIOS, bundledScenario } from '../scenarios/bundled.ts';
import type { ReplaySummary } from './replay-shapes.ts';
import { scenarioTimeLine } from './scenario-time-line.ts';
import type { TimeLine } from './time-line.ts';
import { WORLD, worldTimeLine } from './world-time-line.ts';

/**
 * What can be replayed: what was done in this lab's world so far, where somebody has done anything, and the scenarios.
 * @param done - how many steps that is
 */
export async function replaySummaries(done: number): Promise<readonly ReplaySummary[]> {
  const scenarios = await Promise.all(
    BUNDLED_SCENARIOS.map(async (name): Promise<ReplaySummary> => {
      const { title, summary = null, steps } = await bundledScenario(name);
      return { name, title, summary, of: 'scenario', steps: steps.length };
    }),
  );
  return done === 0 ? scenarios : [{ ...WORLD, steps: done }, ...scenarios];
}

/**
 * Makes a replay ready, by its name. A scenario is played for it, on a lab of its own.
 * @throws {LabError, ScenarioError} where there is none of that name, or nothing was done yet
 */
export async function openReplay(name: string, lab: Lab | null, ports: () => Ports): Promise<TimeLine> {
  if (name !== WORLD.name) return scenarioTimeLine(await bundledScenario(name), { name, ports });
  const timeLine = lab === null ? null : worldTimeLine(lab);
  if (timeLine === null || timeLine.steps.length === 0) throw new LabError('nothing was done in this world yet');
  return timeLine;
}
