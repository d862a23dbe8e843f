import type { z } from 'zod';
import { parseYaml } from './parse-yaml.ts';
import { Scenario, type ScenarioStep, Step } from './schema.ts';
import { Session } from './session-schema.ts';

/**
 * Reads a scenario from YAML.
 * @param name - the file's name, for messages.
 * @throws {ScenarioError} that names line and column of the first thing that is wrong.
 */
export function parseScenario(text: string, name: string): Scenario {
  return parseYaml(text, name, Scenario, 'scenario');
}

/** Reads one step from YAML, such as `advance: 8d` or `{ read: { volume: vol-1 } }`. @throws {ScenarioError} as above */
export function parseStep(text: string): ScenarioStep {
  return parseYaml(text, 'step', Step, 'step');
}

/** A step's `session`, from JSON that was read already. @throws {ScenarioError} */
export function parseSession(value: unknown): z.infer<typeof Session> {
  return parseYaml(JSON.stringify(value), 'session', Session, 'session');
}
