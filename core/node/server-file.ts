import { lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/** What a running endpoint tells the commands of its user. */
export interface ServerFile {
  readonly url: string;
  readonly pid: number;
  /** With this the server hands out credentials. */
  readonly token: string;
}

/**
 * Writes where this process serves into a file that its user alone can read, in a folder that is its user's alone.
 * Where that can't be, `kmslab env` won't find the server; `untold` is told why, and it is no reason not to serve.
 * @returns a function that takes the file away again
 */
export function announceServer(server: ServerFile, untold: (why: string) => void): () => void {
  const path = join(serversFolder(), `${server.pid}-${new URL(server.url).port}.json`);
  try {
    mkdirSync(serversFolder(), { recursive: true, mode: 0o700 });
    requireOwn(serversFolder());
    writeFileSync(path, JSON.stringify(server), { mode: 0o600, flag: 'w' });
  } catch (error) {
    untold(`"kmslab env" will not find this server: ${error instanceof Error ? error.message : String(error)}`);
    return () => undefined;
  }
  return () => rmSync(path, { force: true });
}

/** The servers of this user that are running. */
export function runningServers(): readonly ServerFile[] {
  try {
    requireOwn(serversFolder());
    return readdirSync(serversFolder())
      .filter((name) => /^\d+-\d+\.json$/.test(name))
      .flatMap((name) => readServer(join(serversFolder(), name)));
  } catch {
    return []; // there is no such folder, or it isn't ours: nothing in it can be trusted
  }
}

function readServer(path: string): readonly ServerFile[] {
  try {
    const server = JSON.parse(readFileSync(path, 'utf8')) as ServerFile; // written by us, and by nobody else
    process.kill(server.pid, 0);
    return [server];
  } catch {
    rmSync(path, { force: true }); // its process ended without a goodbye
    return [];
  }
}

/** Somebody else could have made the folder first, to be told the tokens or to send clients astray, or a link there. */
function requireOwn(folder: string): void {
  const found = lstatSync(folder);
  if (!found.isDirectory()) throw new Error(`${folder} is no folder`);
  if (process.getuid === undefined) return; // Windows: the temporary folder is in the user's own profile
  const { uid, mode } = found;
  if (uid !== process.getuid() || (mode & 0o077) !== 0) throw new Error(`${folder} is open to other users`);
}

function serversFolder(): string {
  const own = process.env.XDG_RUNTIME_DIR;
  return own ? join(own, 'kmslab') : join(tmpdir(), `kmslab-${userInfo().username}`);
}
