import type { LineFiles } from '../aws-cli/param-file.ts';
import { CliUsageError, EXIT_CODES } from '../aws-cli/usage-error.ts';
import type { RunOutcome } from '../lab/client.ts';
import type { Ports } from '../ports.ts';
import { parseLaptopLine } from './laptop-line.ts';
import { type Done, type Laptop, VERBS } from './verbs.ts';

/**
 * Runs a `laptop …` line: what is done outside AWS, with the lab's own files and without credentials. Nothing of it
 * reaches KMS, and nothing stands in the trail. What `> NAME` takes is not in `stdout`.
 */
export async function runLaptop(
  line: string,
  { ports, files }: { readonly ports: Laptop['ports'] & Partial<Ports>; readonly files: LineFiles },
): Promise<RunOutcome> {
  try {
    const parsed = parseLaptopLine(line);
    if (parsed.verb === 'help') return printed({ bytes: new TextEncoder().encode(laptopHelp()) });
    if (!Object.hasOwn(VERBS, parsed.verb)) throw new CliUsageError(`laptop has no ${parsed.verb}\n\n${laptopHelp()}`);
    const laptop: Laptop = {
      ports,
      read(name) {
        const bytes = files.read(name);
        if (bytes === undefined) throw new CliUsageError(`laptop: there is no file '${name}'`);
        return new Uint8Array(bytes);
      },
      write: async (name, bytes) => files.write(name, bytes),
    };
    const done = await VERBS[parsed.verb]?.run(parsed, laptop);
    if (done === undefined) throw new Error(`laptop has no ${parsed.verb}`);
    if (parsed.redirectTo === null || done.failed === true) return printed(done);
    await files.write(parsed.redirectTo, done.bytes);
    return { exitCode: EXIT_CODES.ok, stdout: '', stderr: doneBy(done), outcome: null };
  } catch (error) {
    if (!(error instanceof CliUsageError)) throw error;
    return { exitCode: error.exitCode, stdout: '', stderr: error.stderr, outcome: null };
  }
}

/** What says on standard error who did it, as programs do whose output goes into a file. */
function doneBy({ by }: Done): string {
  return by === undefined ? '' : `done by ${by}\n`;
}

function printed(done: Done): RunOutcome {
  const { bytes, says, failed } = done;
  const text = says === undefined ? new TextDecoder().decode(bytes) : `${says}\n`;
  const exitCode = failed === true ? EXIT_CODES.failed : EXIT_CODES.ok;
  const shown =
    failed === true ? { stdout: '', stderr: `${text}${doneBy(done)}` } : { stdout: text, stderr: doneBy(done) };
  return { exitCode, ...shown, ...(says === undefined ? { bytes } : {}), outcome: null };
}

function laptopHelp(): string {
  const verbs = Object.values(VERBS).map(({ usage, says }) => `  ${usage}\n      ${says}\n`);
  return `laptop: work outside AWS, with the lab's own files; no credentials, no call to KMS\n\n${verbs.join('')}`;
}
