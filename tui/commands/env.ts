import { setTimeout as sleep } from 'node:timers/promises';
import { parseOptions } from './parse-options.ts';
import { runningServers, type ServerFile } from './server-file.ts';
import { shellLines } from './shell-lines.ts';
import { UsageError } from './usage-error.ts';

const OPTIONS = { connect: { type: 'string' }, as: { type: 'string' }, json: { type: 'boolean' } } as const;

/**
 * `kmslab env`: prints what makes AWS clients talk to a running `kmslab serve`, for a shell to evaluate. Credentials
 * come from the server itself, which gives them to its own user only.
 * @throws {UsageError} where no server is found, or it knows no such principal
 */
export async function runEnv(argv: readonly string[]): Promise<number> {
  const { values } = parseOptions(argv, OPTIONS, 0);
  await startOfServer();
  const server = pickServer(typeof values.connect === 'string' ? values.connect : null);
  const variables = await askFor(server, typeof values.as === 'string' ? values.as : null);
  process.stdout.write(values.json === true ? `${JSON.stringify(variables)}\n` : shellLines(variables));
  return 0;
}

/** Behind `kmslab serve &` in the same paste or script, a server takes a moment to be ready. */
async function startOfServer(): Promise<void> {
  for (let waited = 0; runningServers().length === 0 && waited < LONGEST_START_MS; waited += LOOK_EVERY_MS) {
    await sleep(LOOK_EVERY_MS);
  }
}

const LONGEST_START_MS = 3_000;
const LOOK_EVERY_MS = 50;

function pickServer(connect: string | null): ServerFile {
  const servers = runningServers();
  const asked = connect === null ? servers : servers.filter(({ url }) => isSameServer(url, connect));
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

/** A server is known by its port: `localhost` and `127.0.0.1` are the same. */
function isSameServer(url: string, connect: string): boolean {
  const text = connect.includes('://') ? connect : `http://${connect}`;
  if (!URL.canParse(text))
    throw new UsageError(`--connect: expected a URL such as http://127.0.0.1:4599, got "${connect}"`);
  return new URL(text).port === new URL(url).port;
}

async function askFor({ url, token }: ServerFile, as: string | null): Promise<Readonly<Record<string, string>>> {
  const response = await fetch(new URL('/_kmslab/credentials', reachable(url)), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify(as === null ? {} : { as }),
  }).catch((error: unknown) => {
    throw new UsageError(`${url} does not answer: ${error instanceof Error ? error.message : String(error)}`);
  });
  const answer = (await response.json()) as Readonly<Record<string, string>>;
  if (!response.ok) throw new UsageError(answer.error ?? `${url} answered ${response.status}`);
  const { region = '', accessKeyId = '', secretAccessKey = '' } = answer;
  const endpoint = reachable(url);
  return {
    AWS_ENDPOINT_URL: endpoint,
    ...Object.fromEntries(SERVED.map((service) => [`AWS_ENDPOINT_URL_${service}`, endpoint])),
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
  };
}

/** The services that the endpoint speaks for, as the variables of SDKs name them. */
const SERVED = ['KMS', 'STS', 'IAM'] as const;

/** A server that listens on all addresses is reached on loopback. */
function reachable(url: string): string {
  return url.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:');
}
