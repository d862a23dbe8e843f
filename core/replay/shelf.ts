import type { Lab } from '../lab/lab.ts';
import { LabError } from '../lab/lab-error.ts';
import type { Ports } from '../ports.ts';
import { BUNDLED_SCENARIOS, bundledScenario } from '../scenarios/bundled.ts';
import type { ReplaySummary } from './replay-shapes.ts';
import { scenarioTimeLine } from './scenario-time-line.ts';
import type { TimeLine } from './time-line.ts';
import { WORLD, worldTimeLine } from './world-time-line.ts';

/** What can be replayed: what was done in this lab's world so far, where somebody has done anything, and the scenarios. */
export async function replaySummaries(lab: Lab | null): Promise<readonly ReplaySummary[]> {
  const scenarios = await Promise.all(
    BUNDLED_SCENARIOS.map(async (name): Promise<ReplaySummary> => {
      const { title, summary = null, steps } = await bundledScenario(name);
      return { name, title, summary, of: 'scenario', steps: steps.length };
    }),
  );
  if (lab === null) return scenarios;
  const { title, summary, steps } = worldTimeLine(lab);
  return steps.length === 0
    ? scenarios
    : [{ name: WORLD, title, summary, of: 'world', steps: steps.length }, ...scenarios];
}

/**
 * Makes a replay ready, by its name. A scenario is played for it, on a lab of its own.
 * @throws {LabError, ScenarioError} where there is none of that name, or nothing was done yet
 */
export async function openReplay(name: string, lab: Lab | null, ports: () => Ports): Promise<TimeLine> {
  if (name !== WORLD) return scenarioTimeLine(await bundledScenario(name), { name, ports });
  const timeLine = lab === null ? null : worldTimeLine(lab);
  if (timeLine === null || timeLine.steps.length === 0) throw new LabError('nothing was done in this world yet');
  return timeLine;
}
