import { randomBytes } from 'node:crypto';
import {
  AUTH_MODES,
  type AuthMode,
  LabError,
  parseAccountId,
  type Scenario,
  ScenarioError,
  Site,
} from '../../core/index.ts';
import { announceServer, nodePorts, type RunningServer, startServer } from '../../core/node/index.ts';
import { SERVE } from '../manual/serve.ts';
import { EXIT } from './exit-codes.ts';
import { loadScenario } from './load-scenario.ts';
import { type LabChoice, type OpenedLab, openLab } from './open-lab.ts';
import { readCommandLine } from './read-command-line.ts';
import { reportFailure } from './report-failure.ts';
import { cannotListen, instantOption, portNumber, regionOption, stopSignal } from './server-options.ts';
import { UsageError } from './usage-error.ts';

/** What `serve` listens on where it is told nothing else. */
const DEFAULT_PORT = 4599;

/**
 * `kmslab serve`: AWS's wire protocol on loopback, until SIGTERM or Ctrl+C; then it answers what is running and ends
 * with 0. The lab's clock follows real time, or stands at `--at` and in the world that a scenario begins in (`--start-of`). With `--world` the world is in a file, and lasts.
 * @throws {UsageError} for a bad option, a bad scenario, or an address that can't be had
 */
export async function runServe(argv: readonly string[]): Promise<number> {
  const settings = await readSettings(argv);
  const ports = nodePorts();
  const { site, close } = await openSite(settings, ports);
  const server = await listen(settings, site);
  site.url = server.url;
  const withdraw = announceServer({ url: server.url, pid: process.pid, token: site.token }, (why) => {
    process.stderr.write(`kmslab: ${why}\n`);
  });
  const stopped = stopSignal();
  if (settings.ready === 'text') process.stdout.write(`kmslab: ready at ${server.url}\n`);
  if (settings.ready === 'json') process.stdout.write(`${JSON.stringify({ event: 'ready', url: server.url })}\n`);
  await stopped;
  withdraw();
  await server.stop();
  await close();
  return EXIT.ok;
}

interface Settings {
  readonly port: number;
  readonly host: string;
  readonly auth: AuthMode;
  readonly hasControl: boolean;
  readonly allowedHosts: readonly string[];
  readonly ready: 'text' | 'json' | 'none';
  readonly isStanding: boolean;
  /** Whether KMS is to throttle; a world that does so already goes on. */
  readonly hasQuotas: boolean;
  readonly choice: Omit<LabChoice, 'rootKey'>;
}

async function readSettings(argv: readonly string[]): Promise<Settings> {
  const { values, lists } = readCommandLine('serve', SERVE, argv);
  if (values.quiet === true && values.jsonl === true) throw new UsageError('expected --quiet or --jsonl, got both');
  const { world, account, at, auth = 'verify', region = 'us-east-1', host = '127.0.0.1', port } = values;
  const setup = await readSetup(values);
  const mode = AUTH_MODES.find((known) => known === auth);
  if (mode === undefined) throw new UsageError(`--auth: expected ${AUTH_MODES.join(' or ')}, got "${auth}"`);
  if (account !== undefined && parseAccountId(String(account)) === null)
    throw new UsageError(`--account: expected 12 digits, got "${account}"`);
  if (account !== undefined && setup !== undefined)
    throw new UsageError('expected --account or a scenario, got both: a scenario has its own accounts');
  const start = instantOption(at === undefined ? undefined : String(at));
  return {
    port: port === undefined ? DEFAULT_PORT : portNumber(String(port)),
    host: String(host),
    auth: mode,
    hasControl: values.control === true,
    allowedHosts: (lists['allow-host'] ?? []).map((name) => name.toLowerCase()),
    ready: values.quiet === true ? 'none' : values.jsonl === true ? 'json' : 'text',
    isStanding: start !== undefined || values['start-of'] !== undefined,
    hasQuotas: values.quotas === true,
    choice: {
      region: regionOption(String(region)),
      ...(world === undefined ? {} : { world: String(world) }),
      ...(setup === undefined ? {} : { setup }),
      ...(account === undefined ? {} : { accountId: String(account) }),
      ...(start === undefined ? {} : { start }),
    },
  };
}

/** The scenario to begin with; of `--start-of`, the start alone. */
async function readSetup(
  values: Readonly<Record<string, string | boolean | undefined>>,
): Promise<Scenario | undefined> {
  const { setup, 'start-of': startOf } = values;
  if (setup !== undefined && startOf !== undefined) throw new UsageError('expected --setup or --start-of, got both');
  if (startOf !== undefined) return { ...(await loadScenario(String(startOf))), steps: [] };
  return setup === undefined ? undefined : loadScenario(String(setup));
}

/**
 * One root key for the life of the server: a reset leaves everybody's credentials as they are. A world in a file has its
 * own, and is not reset.
 */
async function openSite(
  { auth, hasControl, allowedHosts, isStanding, hasQuotas, choice }: Settings,
  ports: ReturnType<typeof nodePorts>,
): Promise<{ readonly site: Site; readonly close: () => Promise<void> }> {
  const rootKey = new Uint8Array(randomBytes(32));
  let opened: OpenedLab | null = null;
  try {
    const site = await Site.open({
      ports,
      auth,
      hasControl,
      allowedHosts,
      async openLab() {
        if (opened !== null && choice.world !== undefined) throw new LabError(`${choice.world} lasts: it is not reset`);
        opened = await openLab({ ...choice, rootKey });
        const { lab, here } = opened;
        await lab.act({ type: 'setClock', clock: isStanding ? 'standing' : 'following' });
        if (hasQuotas) await lab.act({ type: 'setQuotas', change: { requests: 'on' } });
        return { lab, defaults: { administrator: here.as, region: here.region } };
      },
    });
    return { site, close: async () => opened?.close() };
  } catch (error) {
    if (error instanceof LabError || error instanceof ScenarioError) throw new UsageError(error.message);
    throw error;
  }
}

async function listen({ host, port }: Settings, site: Site): Promise<RunningServer> {
  try {
    return await startServer({
      host,
      port,
      answer: (request, addresses) => site.answer(request, addresses),
      onBug: reportFailure,
    });
  } catch (error) {
    throw cannotListen(error, host, port);
  }
}
