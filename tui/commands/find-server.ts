import { setTimeout as sleep } from 'node:timers/promises';
import { runningServers, type ServerFile } from '../../core/node/index.ts';
import { UsageError } from './usage-error.ts';

/**
 * The running `kmslab serve` of this user: the one at `connect`, or the only one.
 * @throws {UsageError} where there is none, or more than one
 */
export function pickServer(connect: string | null): ServerFile {
  const port = connect === null ? null : portOf(connect);
  const servers = runningServers();
  const asked = port === null ? servers : servers.filter(({ url }) => portOf(url) === port);
  const [server, another] = asked;
  if (server === undefined) {
    const where = connect === null ? '' : ` at ${connect}`;
    throw new UsageError(`no kmslab serve of yours is running${where}; start one with: kmslab serve`);
  }
  if (another !== undefined) {
    throw new UsageError(`expected --connect URL, one of: ${servers.map(({ url }) => url).join(', ')}`);
  }
  return server;
}

/** Behind `kmslab serve &` in the same paste or script, a server takes a moment to be ready. */
export async function startOfServer(): Promise<void> {
  for (let waited = 0; runningServers().length === 0 && waited < LONGEST_START_MS; waited += LOOK_EVERY_MS) {
    await sleep(LOOK_EVERY_MS);
  }
}

const LONGEST_START_MS = 3_000;
const LOOK_EVERY_MS = 50;

/**
 * What a server answers on one of the lab's own routes, which are for its user alone.
 * @throws {UsageError} where it doesn't answer, or refuses, in its words
 */
export async function askServer({ url, token }: ServerFile, route: string, body: object | string): Promise<unknown> {
  const response = await fetch(new URL(`/_kmslab/${route}`, reachable(url)), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  }).catch((error: unknown) => {
    throw new UsageError(`${url} does not answer: ${error instanceof Error ? error.message : String(error)}`);
  });
  const answer: unknown = await response.json();
  if (response.ok) return answer;
  const { error } = (answer ?? {}) as { readonly error?: string };
  throw new UsageError(error ?? `${url} answered ${response.status}`);
}

/** A server that listens on all addresses is reached on loopback. */
export function reachable(url: string): string {
  return url.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:');
}

/** A server is known by its port: `localhost` and `127.0.0.1` are the same. */
function portOf(url: string): string {
  const text = url.includes('://') ? url : `http://${url}`;
  if (!URL.canParse(text))
    throw new UsageError(`--connect: expected a URL such as http://127.0.0.1:4599, got "${url}"`);
  return new URL(text).port;
}
