import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { quoteLine } from '../../core/index.ts';
import { openLab } from './open-lab.ts';
import { UsageError } from './usage-error.ts';

/**
 * `kmslab aws [--world FILE] SERVICE OPERATION …`: one command for pipes, in a world that ends with it, or in that of a
 * file. Ends as AWS CLI v2 does. `file://` and `fileb://` read the disk, and `>` is the shell's.
 */
export async function runAwsCommand(words: readonly string[]): Promise<number> {
  const { world, argv } = withoutWorld(words);
  const { lab, here, close } = await openLab(world === undefined ? {} : { world });
  try {
    const { exitCode, stdout, stderr } = await lab.runAws(quoteLine(['aws', ...argv]), here, {
      read: readFromDisk,
    });
    process.stderr.write(stderr);
    process.stdout.write(stdout);
    return exitCode;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`\naws: ${error.message}\n`);
    return 252;
  } finally {
    await close();
  }
}

/** Our own option stands before AWS's words, so that it is none of theirs. @throws {UsageError} without a file's name */
function withoutWorld(words: readonly string[]): {
  readonly world: string | undefined;
  readonly argv: readonly string[];
} {
  const [first = '', second] = words;
  if (first.startsWith('--world=')) return { world: named(first.slice('--world='.length)), argv: words.slice(1) };
  if (first === '--world') return { world: named(second), argv: words.slice(2) };
  return { world: undefined, argv: words };
}

function named(file: string | undefined): string {
  if (file === undefined || file === '') throw new UsageError('expected a file behind --world');
  return file;
}

function readFromDisk(name: string): Uint8Array | undefined {
  const path = name.startsWith('~/') ? join(homedir(), name.slice(2)) : name;
  try {
    return readFileSync(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined; // the CLI has its own words for that
    if (error instanceof Error && typeof code === 'string')
      throw new UsageError(`cannot read ${path}: ${error.message}`);
    throw error;
  }
}
