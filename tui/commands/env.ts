import { clientVariables, shellLines } from '../../core/index.ts';
import type { ServerFile } from '../../core/node/index.ts';
import { ENV } from '../manual/env.ts';
import { askServer, pickServer, reachable, startOfServer } from './find-server.ts';
import { readCommandLine } from './read-command-line.ts';
import { UsageError } from './usage-error.ts';

/**
 * `kmslab env`: prints what makes AWS clients talk to a running `kmslab serve`, for a shell to evaluate. Credentials
 * come from the server itself, which gives them to its own user only.
 * @throws {UsageError} where no server is found, or it knows no such principal or VPC endpoint
 */
export async function runEnv(argv: readonly string[]): Promise<number> {
  const { values } = readCommandLine('env', ENV, argv);
  await startOfServer();
  const server = pickServer(typeof values.connect === 'string' ? values.connect : null);
  const { as, through, session } = values;
  const asked = {
    ...(typeof as === 'string' ? { as } : {}),
    ...(typeof through === 'string' ? { through } : {}),
    ...(typeof session === 'string' ? { session: carried(session) } : {}),
  };
  const variables = await askFor(server, asked);
  process.stdout.write(values.json === true ? `${JSON.stringify(variables)}\n` : shellLines(variables));
  return 0;
}

async function askFor(
  server: ServerFile,
  asked: { readonly as?: string; readonly through?: string; readonly session?: unknown },
): Promise<Readonly<Record<string, string>>> {
  const answer = (await askServer(server, 'credentials', asked)) as Readonly<Record<string, string>>;
  const { region = '', accessKeyId = '', secretAccessKey = '', sessionToken = null, service, path = '' } = answer;
  const through = service === undefined ? null : { service, path };
  return clientVariables(
    { endpoint: reachable(server.url), region, through },
    { accessKeyId, secretAccessKey, sessionToken },
  );
}

/** What a session is to carry, as a scenario's step has it. @throws {UsageError} for what is no JSON */
function carried(session: string): unknown {
  try {
    return JSON.parse(session);
  } catch {
    throw new UsageError(`--session: expected JSON such as {"mfa": true}, got "${session}"`);
  }
}
