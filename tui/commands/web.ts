import { fileURLToPath } from 'node:url';
import { LabError, ScenarioError, WebDoor } from '../../core/index.ts';
import { nodePorts, type RunningWebServer, startWebServer } from '../../core/node/index.ts';
import { WEB } from '../manual/web.ts';
import { learnerOf } from './classroom-over.ts';
import { EXIT } from './exit-codes.ts';
import { labWithLessons } from './lab-with-lessons.ts';
import { loadScenario } from './load-scenario.ts';
import { type LabChoice, type OpenedLab, openLab } from './open-lab.ts';
import { readCommandLine } from './read-command-line.ts';
import { recordedLab } from './recorded-lab.ts';
import { cannotListen, instantOption, portNumber, regionOption, stopSignal } from './server-options.ts';
import { UsageError } from './usage-error.ts';

/** What `web` listens on where it is told nothing else. */
const DEFAULT_PORT = 4600;

/** The built window; this module is built into a folder beside it. */
const WINDOW = fileURLToPath(new URL('../desktop/renderer', import.meta.url));

/**
 * `kmslab web`: the window in a browser of this machine, until SIGTERM or Ctrl+C; then it ends with 0. Every link that
 * it prints lets one page in.
 * @throws {UsageError} for a bad option, a bad scenario, or an address that can't be had
 */
export async function runWeb(argv: readonly string[]): Promise<number> {
  const { values } = readCommandLine('web', WEB, argv);
  const port = values.port === undefined ? DEFAULT_PORT : portNumber(String(values.port));
  const world = await opened(await choiceOf(values));
  const { lab, here, close } = world;
  const recorded = await recordedLab(world);
  const atLesson = await labWithLessons({ ...recorded, lab, here }, null, { profile: learnerOf(values).profile });
  const door = new WebDoor(atLesson.client, nodePorts().random);
  const server = await listen(port, door);
  const stopped = stopSignal();
  const link = () => `${server.url}/#token=${door.newLink()}`;
  if (values.jsonl === true) process.stdout.write(`${JSON.stringify({ event: 'ready', url: link() })}\n`);
  else process.stdout.write(`kmslab: open ${link()}\n`);
  if (process.stdin.isTTY) {
    process.stderr.write('The link lets one page in; press Enter for another. Ctrl+C ends the lab.\n');
    process.stdin.on('data', () => process.stdout.write(`kmslab: open ${link()}\n`));
  }
  await stopped;
  process.stdin.pause();
  await server.stop();
  await atLesson.close();
  await close();
  return EXIT.ok;
}

async function choiceOf(values: ReturnType<typeof readCommandLine>['values']): Promise<LabChoice> {
  const { world, setup, region = 'us-east-1', at } = values;
  const start = instantOption(at === undefined ? undefined : String(at));
  return {
    region: regionOption(String(region)),
    ...(world === undefined ? {} : { world: String(world) }),
    ...(setup === undefined ? {} : { setup: await loadScenario(String(setup)) }),
    ...(start === undefined ? {} : { start }),
  };
}

async function opened(choice: LabChoice): Promise<OpenedLab> {
  try {
    return await openLab(choice);
  } catch (error) {
    if (error instanceof LabError || error instanceof ScenarioError) throw new UsageError(error.message);
    throw error;
  }
}

async function listen(port: number, door: WebDoor): Promise<RunningWebServer> {
  try {
    return await startWebServer({ port, folder: WINDOW, door });
  } catch (error) {
    throw cannotListen(error, '127.0.0.1', port);
  }
}
