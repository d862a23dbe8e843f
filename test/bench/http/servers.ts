import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Credentials } from './signed-request.ts';

const PROGRAM = 'dist/cli.js';

/** A server under load: ours, the bare one, or somebody else's. */
export interface LoadedServer {
  readonly port: number;
  readonly by: Credentials;
  /** Ends it; nothing for a server that was running already. */
  stop(): Promise<void>;
}

const ANYBODY: Credentials = { accessKeyId: 'test', secretAccessKey: 'test', region: 'us-east-1' };

/** The yardstick; see bare-server.js. */
export async function startBareServer(): Promise<LoadedServer> {
  const child = spawn(process.execPath, ['test/bench/http/bare-server.js'], { stdio: ['pipe', 'pipe', 'inherit'] });
  return { port: Number((await firstLine(child)).replace('ready ', '')), by: ANYBODY, stop: () => end(child) };
}

/** `kmslab serve` as a user starts it: signatures checked, policies enforced, calls recorded. */
export async function startKmslab(args: readonly string[] = []): Promise<LoadedServer> {
  const child = spawn(process.execPath, [PROGRAM, 'serve', '--port', '0', '--jsonl', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { url } = JSON.parse(await firstLine(child)) as { readonly url: string };
  return { port: Number(new URL(url).port), by: await credentialsFor(url), stop: () => end(child) };
}

/** A server that runs already, for `--peer URL`; emulators take any credentials. */
export function peerServer(url: string): LoadedServer {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = process.env;
  const by = accessKeyId && secretAccessKey ? { ...ANYBODY, accessKeyId, secretAccessKey } : ANYBODY;
  return { port: Number(new URL(url).port), by, stop: async () => undefined };
}

async function credentialsFor(url: string): Promise<Credentials> {
  const child = spawn(process.execPath, [PROGRAM, 'env', '--connect', url, '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const variables = JSON.parse(await firstLine(child)) as Readonly<Record<string, string>>;
  const { AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '', AWS_REGION = '' } = variables;
  return { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY, region: AWS_REGION };
}

/** Milliseconds from the start of the program to its ready line. */
export async function timeToReady(): Promise<number> {
  const start = performance.now();
  const child = spawn(process.execPath, [PROGRAM, 'serve', '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  await firstLine(child);
  const ms = performance.now() - start;
  await end(child);
  return ms;
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('expected a pipe');
  const lines = createInterface({ input: child.stdout });
  const [line] = (await Promise.race([once(lines, 'line'), once(child, 'exit').then(() => [''])])) as [string];
  if (line === '') throw new Error(`${child.spawnargs.join(' ')} ended without a word`);
  return line;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
