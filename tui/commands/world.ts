import { clockMove, createLab, DEFAULT_WORLD, LabError, ScenarioError } from '../../core/index.ts';
import { openWorldFile, runningServers, worldAdmin } from '../../core/node/index.ts';
import { WORLD } from '../manual/world.ts';
import { happeningTexts } from '../replay/happening-texts.ts';
import { askerFor } from './ask-lab.ts';
import { EXIT } from './exit-codes.ts';
import { startOfServer } from './find-server.ts';
import { readCommandLine } from './read-command-line.ts';
import { UsageError } from './usage-error.ts';
import { compactedLines, findingLines, infoLines } from './world-lines.ts';

type Values = Readonly<Record<string, string | boolean | undefined>>;

/** What a command came to: for programs, for people, and the exit code. */
interface Answer {
  readonly json: unknown;
  readonly lines: readonly string[];
  readonly exitCode?: number;
}

type WorldCommand = (files: readonly string[], values: Values) => Promise<Answer>;

const COMMANDS: Readonly<Record<string, WorldCommand>> = {
  async new([file = ''], values) {
    const seed = values.seed === undefined ? undefined : wholeNumber('--seed', String(values.seed));
    const start = values.start === undefined ? null : instant(String(values.start));
    const { lab } = await openWorldFile(file, {
      missing: 'must be',
      make: (ports, rootKey) => createLab(ports, { ...DEFAULT_WORLD, start }, seed, rootKey),
    });
    const { now } = await lab.ask({ type: 'view' });
    await lab.close();
    return {
      json: { file, rootKey: rootKeyOf(file), now },
      lines: [`made ${file}, at ${iso(now)}`, rootKeyLine(file)],
    };
  },
  async advance([file = '', time = '']) {
    const { lab } = await openWorldFile(file, { missing: 'refuse' });
    try {
      const outcome = await lab.act(clockMove(time));
      if (!outcome.ok) throw new UsageError(outcome.error.message);
      const { happened = [] } = outcome;
      const { now } = await lab.ask({ type: 'view' });
      return { json: { file, now, happened }, lines: [...happened.flatMap(happeningTexts), `it is ${iso(now)}`] };
    } finally {
      await lab.close();
    }
  },
  async info([file], values) {
    if (file !== undefined && values.connect !== undefined)
      throw new UsageError('expected FILE or --connect, got both');
    if (file === undefined) return infoOfServer(values);
    const info = (await worldAdmin()).infoOf(file);
    return { json: info, lines: infoLines(info) };
  },
  async verify([file = '']) {
    const findings = await (await worldAdmin()).verifyFile(file);
    const ok = findings.every(({ wrong }) => wrong.length === 0);
    return {
      json: { file, ok, findings },
      lines: findingLines(findings),
      exitCode: ok ? EXIT.ok : EXIT.expectationFailed,
    };
  },
  async compact([file = '']) {
    const compacted = await (await worldAdmin()).compactFile(file);
    return { json: { file, ...compacted }, lines: compactedLines(compacted) };
  },
  async export([file = '', to = '']) {
    const key = await (await worldAdmin()).exportFile(file, to);
    return {
      json: { file, to, key },
      lines: [`exported ${file} to ${to}`, `its secrets are sealed under ${key}, which import needs: hand it on apart`],
    };
  },
  async import([from = '', file = '']) {
    await (await worldAdmin()).importFile(from, file);
    return { json: { from, file, rootKey: `${file}.key` }, lines: [`made ${file} of ${from}`, rootKeyLine(file)] };
  },
};

/**
 * `kmslab world new|advance|info|verify|compact|export|import`. Ends with 1 where `verify` finds something wrong.
 * @throws {UsageError} in one line, for words and for files.
 */
export async function runWorld(argv: readonly string[]): Promise<number> {
  const [first = ''] = argv;
  const reason = WHY_NOT_RUNNING[first];
  if (reason !== undefined && argv.some((word) => /^--connect(?:=|$)/.test(word)))
    throw new UsageError(`--connect is for kmslab world info: ${reason}`);
  const { verb, values, positionals } = readCommandLine('world', WORLD, argv);
  const command = COMMANDS[verb];
  if (command === undefined) throw new Error(`nothing is done at ${verb}`);
  try {
    const { json, lines, exitCode = EXIT.ok } = await command(positionals, values);
    process.stdout.write(values.json === true ? `${JSON.stringify(json, null, 2)}\n` : `${lines.join('\n')}\n`);
    return exitCode;
  } catch (error) {
    if (error instanceof LabError || error instanceof ScenarioError) throw new UsageError(error.message);
    throw error;
  }
}

/** What is asked of a world in a file cannot all be asked of a server that has one open. */
const WHY_NOT_RUNNING: Readonly<Record<string, string>> = {
  new: 'a world is made in a file, and kmslab serve --world FILE serves it',
  advance: 'the clock of a running serve is moved by kmslab time advance TIME --connect URL',
  verify: 'a world is looked through when nobody changes it; end the serve, then kmslab world verify FILE',
  compact: 'a world is compacted when nobody changes it; end the serve, then kmslab world compact FILE',
  export: 'a world is exported when nobody changes it; end the serve, then kmslab world export FILE TO',
  import: 'a world is imported into a file, and kmslab serve --world FILE serves it',
};

async function infoOfServer(values: Values): Promise<Answer> {
  if (values.connect === undefined) {
    await startOfServer();
    if (runningServers().length === 0)
      throw new UsageError('expected kmslab world info FILE, or a kmslab serve of yours that runs');
  }
  const asker = await askerFor(values);
  const info = await asker.ask({ type: 'summary' });
  return { json: info, lines: infoLines(info) };
}

function rootKeyOf(file: string): string | null {
  return process.env.KMSLAB_ROOT_KEY ? null : `${file}.key`;
}

function rootKeyLine(file: string): string {
  const key = rootKeyOf(file);
  return key === null
    ? 'its root key is in KMSLAB_ROOT_KEY'
    : `its root key is in ${key}: without it nothing in the world opens`;
}

function wholeNumber(option: string, text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new UsageError(`expected a whole number behind ${option}, got "${text}"`);
  return Number(text);
}

function instant(text: string): number {
  const at = Date.parse(text);
  if (Number.isNaN(at))
    throw new UsageError(`expected an instant such as 2026-01-01T00:00:00Z behind --start, got "${text}"`);
  return at;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
