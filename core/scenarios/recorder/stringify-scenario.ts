import { stringify } from 'yaml';
import type { Scenario } from '../schema.ts';

/** See `scenarioText`. */
export function stringifyScenario(scenario: Scenario): string {
  return stringify(scenario, { lineWidth: 110, aliasDuplicateObjects: false });
}
