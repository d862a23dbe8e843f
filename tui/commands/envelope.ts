import type { EnvelopeRun, ToldRun } from '../../core/index.ts';
import { ENVELOPE } from '../manual/envelope.ts';
import { envelopePicture } from '../overlays/envelope-lines.ts';
import { type Asker, askerFor } from './ask-lab.ts';
import { EXIT } from './exit-codes.ts';
import { askServer, pickServer } from './find-server.ts';
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
  const bench = await benchFor(values);
  try {
    const as = principalArnOf(values.as, await bench.ask({ type: 'view' }));
    const runs: EnvelopeRun[] = [];
    // What is refused is told on stderr; the others are done all the same, as in a shell.
    for (const line of lines) {
      const { stderr, run } = await bench.run(line, { as, region });
      process.stderr.write(stderr);
      runs.push(run);
    }
    const told = await bench.ask({ type: 'envelope', runs, as, region });
    const view = await bench.ask({ type: 'view' });
    printAnswer(values, told, (width, glyphs) => envelopePicture(told, { view, width, glyphs }, 'next'));
    return runs.some(({ exitCode }) => exitCode !== 0) ? EXIT.awsError : EXIT.ok;
  } finally {
    await bench.close();
  }
}

/** Where lines are done, and asked about. */
interface Bench extends Pick<Asker, 'ask'> {
  run(line: string, here: { readonly as: string; readonly region: string }): Promise<ToldRun>;
  close(): Promise<void>;
}

/** The serve at `--connect`, the world file of `--world`, or a world that ends with the command. @throws {UsageError} for both */
async function benchFor({ world, connect }: Readonly<Record<string, unknown>>): Promise<Bench> {
  if (connect !== undefined) {
    const { ask } = await askerFor({ world, connect });
    const server = pickServer(String(connect));
    const run: Bench['run'] = async (line, here) => (await askServer(server, 'run', { line, ...here })) as ToldRun;
    return { ask, run, close: async () => undefined };
  }
  const { lab, close } = await openLab(world === undefined ? {} : { world: String(world) });
  return { ask: (query) => lab.ask(query), run: (line, here) => runInLab(lab, line, here), close };
}

async function runInLab(lab: OpenedLab['lab'], ...[line, here]: Parameters<Bench['run']>): Promise<ToldRun> {
  const { LabError, runLine } = await import('../../core/index.ts');
  try {
    return await runLine(lab, line, here);
  } catch (error) {
    if (error instanceof LabError) throw new UsageError(error.message);
    throw error;
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
