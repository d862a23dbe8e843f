import type { PlayedStep } from '../../core/index.ts';
import { STEP } from '../manual/step.ts';
import { EXIT } from './exit-codes.ts';
import { askServer, pickServer, startOfServer } from './find-server.ts';
import { readCommandLine } from './read-command-line.ts';

/**
 * `kmslab step STEP`: does one step of a scenario, written as in its file, in a running `kmslab serve --control`. It
 * prints what the step printed, and ends with 1 where it doesn't come to what it expects.
 * @throws {UsageError} where no server is found, or it takes no such step
 */
export async function runStep(argv: readonly string[]): Promise<number> {
  const { values, positionals } = readCommandLine('step', STEP, argv);
  const [text = ''] = positionals;
  if (values.connect === undefined) await startOfServer();
  const server = pickServer(typeof values.connect === 'string' ? values.connect : null);
  const { outcome, expect } = (await askServer(server, 'step', text)) as PlayedStep;
  process.stdout.write(outcome.stdout);
  process.stderr.write(outcome.stderr);
  if (expect?.held !== false) return expect === null ? outcome.exitCode : EXIT.ok;
  process.stderr.write(`kmslab: expected ${expect.expected}, found ${expect.found}\n`);
  return outcome.exitCode === EXIT.ok || outcome.exitCode === EXIT.expectationFailed
    ? EXIT.expectationFailed
    : outcome.exitCode;
}
