import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { quoteLine } from '../../core/index.ts';
import { openThrowAwayLab } from './open-lab.ts';
import { UsageError } from './usage-error.ts';

/**
 * `kmslab aws SERVICE OPERATION …`: one command in a world that ends with it, for pipes. Ends as AWS CLI v2 does.
 * `file://` and `fileb://` read the disk, and `>` is the shell's.
 */
export async function runAwsCommand(argv: readonly string[]): Promise<number> {
  const { lab, here } = await openThrowAwayLab();
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
  }
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
