import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  BUNDLED_SCENARIOS,
  LabError,
  type PlayedStep,
  type Scenario,
  ScenarioError,
  ScenarioPlayer,
} from '../../core/index.ts';
import { nodePorts } from '../../core/node/index.ts';
import { REPLAY } from '../manual/replay.ts';
import { replayJson, stepJson } from '../replay/replay-json.ts';
import { closing, opening, stepLines } from '../replay/transcript.ts';
import { toAnsi } from '../text/ansi.ts';
import { castVersion, writeCast } from './cast.ts';
import { EXIT } from './exit-codes.ts';
import { loadScenario } from './load-scenario.ts';
import { hasColour } from './print.ts';
import { readCommandLine } from './read-command-line.ts';
import { UsageError } from './usage-error.ts';
import { withStart } from './with-start.ts';

/** Milliseconds for reading a step, at speed 1. */
const READING_MS = 2_500;

/**
 * `kmslab replay NAME|FILE`: plays a scenario: in a terminal on a screen that is stepped through, else as text, which is
 * paced for reading in a terminal and without pause in a pipe. Ends with 1 where an expectation does not hold, naming step,
 * expected and found.
 * @throws {UsageError} for a bad option or file
 */
export async function runReplay(argv: readonly string[]): Promise<number> {
  const { values, positionals } = readCommandLine('replay', REPLAY, argv);
  const [name] = positionals;
  if (typeof values.world === 'string') return replayWorld(values, values.world, name);
  if (name === undefined) throw new UsageError(`expected a scenario: ${BUNDLED_SCENARIOS.join(', ')}, or a file`);
  if (values.json === true && values.jsonl === true) throw new UsageError('expected --json or --jsonl, got both');
  const isText = values.json !== true && values.jsonl !== true;
  const speed =
    values.speed === undefined
      ? isText && process.stdout.isTTY === true
        ? 1
        : 0
      : numberFor('speed', values.speed, 0);
  const seed = values.seed === undefined ? 1 : numberFor('seed', values.seed, 0);
  const start = values.at === undefined ? undefined : startAt(String(values.at));
  if (values['cast-version'] !== undefined && values.cast === undefined)
    throw new UsageError('expected --cast FILE with --cast-version');
  if (values.cast !== undefined && (!isText || values.from !== undefined))
    throw new UsageError(
      'expected --cast without --json, --jsonl and --from: a cast has the whole replay, and its marks',
    );
  try {
    const scenario = withStart(await loadScenario(name), start);
    if (scenario.steps.length === 0)
      throw new UsageError(`${name}: expected steps to replay; one without is for kmslab serve --setup`);
    const isOnScreen = isText && values.cast === undefined && speed > 0 && isForScreen(values);
    if (!isOnScreen) process.once('SIGINT', () => process.exit(EXIT.interrupted));
    if (values.cast !== undefined) {
      return await writeCast(scenario, name, {
        file: String(values.cast),
        version: castVersion(String(values['cast-version'] ?? 3)),
        speed: values.speed === undefined ? 1 : speed,
        seed,
        hasColour: values['no-color'] !== true && !process.env.NO_COLOR,
      });
    }
    if (isOnScreen) {
      const from = typeof values.from === 'string' ? markIn(scenario, values.from) : null;
      const { replayOnScreen } = await import('./replay-on-screen.ts');
      return await replayOnScreen(scenario, values, { name: basename(name), seed, speed, from });
    }
    if (typeof values.from === 'string') markIn(scenario, values.from);
    const player = await ScenarioPlayer.open(scenario, { name: basename(name), ports: nodePorts, seed, speed });
    const print = printer(scenario, values);
    print.opening();
    if (typeof values.from === 'string') await player.jumpTo(values.from, print.step);
    await player.play(print.step, (pace) => sleep(READING_MS / pace));
    print.closing(player);
    return player.replay.ok ? EXIT.ok : failed(player);
  } catch (error) {
    if (error instanceof ScenarioError || error instanceof LabError) throw new UsageError(error.message);
    throw error;
  }
}

/** Whether somebody sits before a screen. */
function isForScreen(values: Readonly<Record<string, string | boolean | undefined>>): boolean {
  const isTerminal = process.stdin.isTTY === true && process.stdout.isTTY === true;
  return isTerminal && values['no-tty'] !== true && !process.env.CI;
}

/** What was done in the world of a file, on the screen alone: `kmslab trail` prints it. */
async function replayWorld(
  values: Readonly<Record<string, string | boolean | undefined>>,
  world: string,
  name: string | undefined,
): Promise<number> {
  if (name !== undefined) throw new UsageError('expected a scenario or --world FILE, got both');
  if (!isForScreen(values))
    throw new UsageError('--world needs a terminal; kmslab trail --world FILE prints what was done');
  if (!existsSync(world)) throw new UsageError(`no file "${world}"`);
  const { worldOnScreen } = await import('./replay-on-screen.ts');
  return worldOnScreen(values, world);
}

/** @throws {UsageError} for a mark that the scenario does not have */
function markIn({ steps }: Scenario, mark: string): string {
  const marks = steps.flatMap((step) => step.mark ?? []);
  if (!marks.includes(mark)) throw new UsageError(`no mark '${mark}'; the marks are: ${marks.join(', ') || 'none'}`);
  return mark;
}

interface Printer {
  opening(): void;
  readonly step: (step: PlayedStep) => void;
  closing(player: ScenarioPlayer): void;
}

function printer(scenario: Scenario, values: Readonly<Record<string, string | boolean | undefined>>): Printer {
  const say = (text: string) => {
    process.stdout.write(text);
  };
  if (values.json === true) {
    return {
      opening: () => undefined,
      step: () => undefined,
      closing: ({ replay }) => say(`${JSON.stringify(replayJson(replay), null, 2)}\n`),
    };
  }
  if (values.jsonl === true) {
    return {
      opening: () => undefined,
      step: (step) => say(`${JSON.stringify({ event: 'step', ...stepJson(step) })}\n`),
      closing: ({ replay: { steps, ...rest } }) =>
        say(`${JSON.stringify({ event: 'end', ...rest, played: steps.length })}\n`),
    };
  }
  const isColoured = hasColour(values);
  const accounts = new Map(Object.entries(scenario.world.accounts).map(([name, id]) => [id, name]));
  return {
    opening: () => say(toAnsi(opening(scenario), isColoured)),
    step: (step) => say(toAnsi(stepLines(step, accounts), isColoured)),
    closing: ({ replay }) => say(toAnsi(closing(replay), isColoured)),
  };
}

/** @throws {UsageError} for a text that is no instant */
function startAt(text: string): number {
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new UsageError(`--at: expected an instant such as 2026-01-01T00:00:00Z, got "${text}"`);
  return at;
}

function failed({ replay, state }: ScenarioPlayer): number {
  const last = replay.steps.at(-1);
  const { expected = 'more steps', found = state.status } = last?.expect ?? {};
  process.stderr.write(`kmslab: step ${last?.n ?? 0}: expected ${expected}, found ${found}\n`);
  return EXIT.expectationFailed;
}

function numberFor(option: string, given: string | boolean, least: number): number {
  const value = typeof given === 'string' && given.trim() !== '' ? Number(given) : Number.NaN;
  if (!Number.isFinite(value) || value < least)
    throw new UsageError(`--${option}: expected a number from ${least} up, got "${String(given)}"`);
  return value;
}
