import { askServer, pickServer, reachable, startOfServer } from './find-server.ts';
import { parseOptions } from './parse-options.ts';
import type { ServerFile } from './server-file.ts';
import { shellLines } from './shell-lines.ts';

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

async function askFor(server: ServerFile, as: string | null): Promise<Readonly<Record<string, string>>> {
  const answer = (await askServer(server, 'credentials', as === null ? {} : { as })) as Readonly<
    Record<string, string>
  >;
  const { region = '', accessKeyId = '', secretAccessKey = '' } = answer;
  const endpoint = reachable(server.url);
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
const SERVED = ['KMS', 'STS', 'IAM', 'ORGANIZATIONS', 'CLOUDTRAIL'] as const;
