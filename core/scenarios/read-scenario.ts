import type { Scenario, ScenarioStep } from './schema.ts';

/**
 * Reads a scenario from YAML; see `parseScenario`. The reader of YAML and the schema are loaded on first use: they are a
 * good part of the program, and most commands need neither.
 * @param name - the file's name, for messages.
 * @throws {ScenarioError} that names line and column of the first thing that is wrong.
 */
export async function readScenario(text: string, name: string): Promise<Scenario> {
  const { parseScenario } = await import('./parse-scenario.ts');
  return parseScenario(text, name);
}

/** Reads one step from YAML, such as `advance: 8d`. @throws {ScenarioError} as above */
export async function readStep(text: string): Promise<ScenarioStep> {
  const { parseStep } = await import('./parse-scenario.ts');
  return parseStep(text);
}
