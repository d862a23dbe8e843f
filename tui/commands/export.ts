import { scenarioHandout, scenarioScript } from '../../core/index.ts';
import { EXPORT } from '../manual/export.ts';
import { EXIT } from './exit-codes.ts';
import { loadScenario } from './load-scenario.ts';
import { readCommandLine } from './read-command-line.ts';
import { UsageError } from './usage-error.ts';

/**
 * `kmslab export NAME|FILE --to sh|md`: prints a scenario as a shell script of real `aws` commands, or as a hand-out.
 * @throws {UsageError} for a bad option or file
 */
export async function runExport(argv: readonly string[]): Promise<number> {
  const { values, positionals } = readCommandLine('export', EXPORT, argv);
  const [name = ''] = positionals;
  if (values.to === undefined) throw new UsageError('--to: expected sh or md, got none');
  const scenario = await loadScenario(name);
  if (scenario.steps.length === 0) throw new UsageError(`${name}: expected steps to export, and it has none`);
  process.stdout.write(
    values.to === 'md'
      ? scenarioHandout(scenario, values['no-answers'] !== true)
      : await scenarioScript(scenario, name),
  );
  return EXIT.ok;
}
