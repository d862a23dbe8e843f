import type { Scenario } from './schema.ts';

/** A scenario as its file has it. What writes YAML is loaded on first use. */
export async function scenarioText(scenario: Scenario): Promise<string> {
  const { stringifyScenario } = await import('./recorder/stringify-scenario.ts');
  return stringifyScenario(scenario);
}

/** A scenario as a shell script; see `exportShell`, which is loaded on first use. */
export async function scenarioScript(scenario: Scenario, source: string): Promise<string> {
  const { exportShell } = await import('./shell/export-shell.ts');
  return exportShell(scenario, source);
}
