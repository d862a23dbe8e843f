import type { EnvelopeRun } from '../../core/index.ts';
import { ENVELOPE } from '../manual/envelope.ts';
import { envelopePicture } from '../overlays/envelope-lines.ts';
import { EXIT } from './exit-codes.ts';
import { type OpenedLab, openLab } from './open-lab.ts';
import { principalArnOf } from './principal-arn-of.ts';
import { printAnswer } from './print.ts';
import { readCommandLine } from './read-command-line.ts';
import { regionOption } from './server-options.ts';
import { textOfFile } from './text-of-file.ts';
import { UsageError } from './usage-error.ts';

/**
 * `kmslab envelope [LINES]`: does lines, and tells what became of the data key that they asked for.
 * @throws {UsageError} for a bad option, lines that can't be read, or one that is none
 */
export async function runEnvelope(argv: readonly string[]): Promise<number> {
  const { values, positionals } = readCommandLine('envelope', ENVELOPE, argv);
  const region = regionOption(String(values.region ?? 'us-east-1'));
  const lines = positionals[0] === undefined ? [] : linesOf(positionals[0]);
  const opened = await openLab(values.world === undefined ? {} : { world: String(values.world) });
  try {
    const as = principalArnOf(values.as, await opened.lab.ask({ type: 'view' }));
    const runs = await runAll(lines, { as, region }, opened);
    const told = await opened.lab.ask({ type: 'envelope', runs, as, region });
    const view = await opened.lab.ask({ type: 'view' });
    printAnswer(values, told, (width, glyphs) => envelopePicture(told, { view, width, glyphs }, 'next'));
    return runs.some(({ exitCode }) => exitCode !== 0) ? EXIT.awsError : EXIT.ok;
  } finally {
    await opened.close();
  }
}

/** @throws {UsageError} for a line that is neither AWS's nor the laptop's: nothing is done then */
function linesOf(file: string): readonly string[] {
  const lines = textOfFile(file)
    .replace(/\\\r?\n\s*/g, ' ')
    .split(/\r?\n/)
    .map((one) => one.trim())
    .filter((one) => one !== '' && !one.startsWith('#'));
  const stray = lines.find((one) => !/^(?:aws|laptop)\s/.test(one));
  if (stray !== undefined) throw new UsageError(`expected lines with aws ... or laptop ..., got "${stray}"`);
  return lines;
}

/** What is refused is told on stderr; the others are done all the same, as in a shell. */
async function runAll(
  lines: readonly string[],
  here: { readonly as: string; readonly region: string },
  { lab }: OpenedLab,
): Promise<readonly EnvelopeRun[]> {
  const runs: EnvelopeRun[] = [];
  for (const line of lines) {
    const done = await lab.act({ type: 'run', line, ...here });
    if (!done.ok) throw new UsageError(done.error.message);
    const { run, kms } = done;
    if (run === undefined || kms === undefined) throw new Error('a line was run and nothing came of it');
    process.stderr.write(run.stderr);
    runs.push({
      line,
      exitCode: run.exitCode,
      operation: run.outcome?.records[0]?.eventName ?? null,
      bytes: kms,
    });
  }
  return runs;
}
