import { existsSync, readFileSync } from 'node:fs';
import { BUNDLED_SCENARIOS, bundledScenario, readScenario, type Scenario, ScenarioError } from '../../core/index.ts';
import { closest } from './closest.ts';
import { UsageError } from './usage-error.ts';

/**
 * A scenario by the name of a bundled one or of a file.
 * @throws {UsageError} where there is none, it can't be read, or is not well formed: then with line and column
 */
export async function loadScenario(name: string): Promise<Scenario> {
  if (BUNDLED_SCENARIOS.includes(name)) return bundledScenario(name);
  if (existsSync(name)) {
    try {
      return await readScenario(readFileSync(name, 'utf8'), name);
    } catch (error) {
      if (error instanceof ScenarioError) throw new UsageError(error.message);
      throw new UsageError(`cannot read ${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  const near = closest(name, BUNDLED_SCENARIOS);
  throw new UsageError(
    `no scenario and no file "${name}"${near === null ? '' : `, did you mean "${near}"?`}; bundled are: ${BUNDLED_SCENARIOS.join(', ')}`,
  );
}
