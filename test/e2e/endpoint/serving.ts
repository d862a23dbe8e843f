import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, start } from '../terminal/program.ts';

/** A `kmslab serve` that a test has started, as a user would. */
export interface Serving {
  readonly url: string;
  readonly pid: number;
  readonly child: ChildProcess;
  /** Where its user's other commands find it: their XDG_RUNTIME_DIR. */
  readonly runtimeFolder: string;
  /** What `kmslab env` prints for a principal, by name. */
  env(as?: string): Promise<Readonly<Record<string, string>>>;
  /** Ends it as Ctrl+C does; gives the exit code. */
  stop(signal?: 'SIGTERM' | 'SIGINT'): Promise<number | null>;
}

/** Starts the built program on a port that the system picks. */
export async function serve(...args: readonly string[]): Promise<Serving> {
  const folder = mkdtempSync(join(tmpdir(), 'kmslab-serve-'));
  const own = { XDG_RUNTIME_DIR: folder };
  const child = start(['serve', '--port', '0', '--jsonl', ...args], own);
  child.stderr?.pipe(process.stderr);
  const ended = once(child, 'close');
  void ended.then(() => rmSync(folder, { recursive: true }));
  const { url } = JSON.parse(await firstLine(child)) as { readonly url: string };
  return {
    url,
    pid: child.pid ?? 0,
    child,
    runtimeFolder: folder,
    async env(as) {
      const { code, stdout, stderr } = await run(
        ['env', '--connect', url, ...(as === undefined ? [] : ['--as', as])],
        own,
      );
      if (code !== 0) throw new Error(stderr);
      return Object.fromEntries(
        [...stdout.matchAll(/^export (\w+)=(.*)$/gm)].map(([, name, value]) => [name, value ?? '']),
      );
    },
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      const [code] = await ended;
      return typeof code === 'number' ? code : null;
    },
  };
}

async function firstLine(child: ChildProcess): Promise<string> {
  let text = '';
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk);
    const end = text.indexOf('\n');
    if (end !== -1) return text.slice(0, end);
  }
  throw new Error('the server ended before it was ready');
}
