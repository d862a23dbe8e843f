import { spawn } from 'node:child_process';
import type { Bytes } from '../../ports.ts';

/** Longest that a command may take: a healthy one takes milliseconds. */
const MOST_MS = 20_000;

/** What a run of openssl came to. */
export interface OpensslRun {
  readonly exitCode: number | null;
  readonly stdout: Bytes;
  readonly stderr: string;
}

/**
 * Runs openssl without a shell; `input` goes in through a pipe, and what comes out is in no file. Null where there is
 * no openssl on PATH.
 */
export function runOpenssl(args: readonly string[], input: Uint8Array = new Uint8Array(0)): Promise<OpensslRun | null> {
  return new Promise((resolve) => {
    const { PATH = '' } = process.env;
    const child = spawn('openssl', args, { env: { PATH, LC_ALL: 'C' }, timeout: MOST_MS, windowsHide: true });
    const out: Uint8Array[] = [];
    const err: Uint8Array[] = [];
    child.stdout.on('data', (chunk: Uint8Array) => out.push(chunk));
    child.stderr.on('data', (chunk: Uint8Array) => err.push(chunk));
    child.on('error', () => resolve(null));
    child.on('close', (exitCode) =>
      resolve({ exitCode, stdout: new Uint8Array(Buffer.concat(out)), stderr: Buffer.concat(err).toString() }),
    );
    // One that ends before it has read everything says why on its way out.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
