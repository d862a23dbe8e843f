import type { EpochMs, Scenario } from '../../core/index.ts';

/** A scenario whose clock starts at another instant; as it is where none is given. */
export function withStart(scenario: Scenario, start: EpochMs | undefined): Scenario {
  if (start === undefined) return scenario;
  return { ...scenario, world: { ...scenario.world, start: new Date(start).toISOString() } };
}
