import { BUNDLED_SCENARIOS, scenarioScript } from '../../core/index.ts';
import { EXIT } from './exit-codes.ts';
import { loadScenario } from './load-scenario.ts';
import { parseOptions } from './parse-options.ts';
import { UsageError } from './usage-error.ts';

export const EXPORT_OPTIONS = { to: { type: 'string' } } as const;

/**
 * `kmslab export NAME|FILE --to sh`: prints a scenario as a shell script of real `aws` commands.
 * @throws {UsageError} for a bad option or file
 */
export async function runExport(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parseOptions(argv, EXPORT_OPTIONS, 1);
  const [name] = positionals;
  if (name === undefined) throw new UsageError(`expected a scenario: ${BUNDLED_SCENARIOS.join(', ')}, or a file`);
  if (values.to !== 'sh') throw new UsageError(`--to: expected sh, got ${JSON.stringify(values.to ?? '')}`);
  const scenario = await loadScenario(name);
  if (scenario.steps.length === 0) throw new UsageError(`${name}: expected steps to export, and it has none`);
  process.stdout.write(await scenarioScript(scenario, name));
  return EXIT.ok;
}
