import { BUNDLED_SCENARIOS, scenarioHandout, scenarioScript } from '../../core/index.ts';
import { EXIT } from './exit-codes.ts';
import { loadScenario } from './load-scenario.ts';
import { parseOptions } from './parse-options.ts';
import { UsageError } from './usage-error.ts';

export const EXPORT_OPTIONS = { to: { type: 'string' }, 'no-answers': { type: 'boolean' } } as const;

/**
 * `kmslab export NAME|FILE --to sh|md`: prints a scenario as a shell script of real `aws` commands, or as a hand-out.
 * @throws {UsageError} for a bad option or file
 */
export async function runExport(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parseOptions(argv, EXPORT_OPTIONS, 1);
  const [name] = positionals;
  if (name === undefined) throw new UsageError(`expected a scenario: ${BUNDLED_SCENARIOS.join(', ')}, or a file`);
  if (values.to !== 'sh' && values.to !== 'md') {
    throw new UsageError(`--to: expected sh or md, got ${JSON.stringify(values.to ?? '')}`);
  }
  const scenario = await loadScenario(name);
  if (scenario.steps.length === 0) throw new UsageError(`${name}: expected steps to export, and it has none`);
  process.stdout.write(
    values.to === 'md'
      ? scenarioHandout(scenario, values['no-answers'] !== true)
      : await scenarioScript(scenario, name),
  );
  return EXIT.ok;
}
