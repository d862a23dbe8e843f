import { clockMove, createLab, DEFAULT_WORLD, LabError, ScenarioError } from '../../core/index.ts';
import { openWorldFile, worldAdmin } from '../../core/node/index.ts';
import { happeningTexts } from '../replay/happening-texts.ts';
import { closest } from './closest.ts';
import { EXIT } from './exit-codes.ts';
import { parseOptions } from './parse-options.ts';
import { UsageError } from './usage-error.ts';
import { compactedLines, findingLines, infoLines } from './world-lines.ts';

type Values = Readonly<Record<string, string | boolean | undefined>>;

/** What a command came to: for programs, for people, and the exit code. */
interface Answer {
  readonly json: unknown;
  readonly lines: readonly string[];
  readonly exitCode?: number;
}

interface WorldCommand {
  /** The words behind its name. */
  readonly files: readonly string[];
  readonly run: (files: readonly string[], values: Values) => Promise<Answer>;
}

const OPTIONS = { json: { type: 'boolean' } } as const;
export const NEW_OPTIONS = { ...OPTIONS, seed: { type: 'string' }, start: { type: 'string' } } as const;

export const WORLD_COMMANDS: Readonly<Record<string, WorldCommand>> = {
  new: {
    files: ['FILE'],
    async run([file = ''], values) {
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
  },
  advance: {
    files: ['FILE', 'TIME'],
    async run([file = '', time = '']) {
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
  },
  info: {
    files: ['FILE'],
    async run([file = '']) {
      const info = (await worldAdmin()).infoOf(file);
      return { json: info, lines: infoLines(info) };
    },
  },
  verify: {
    files: ['FILE'],
    async run([file = '']) {
      const findings = await (await worldAdmin()).verifyFile(file);
      const ok = findings.every(({ wrong }) => wrong.length === 0);
      return {
        json: { file, ok, findings },
        lines: findingLines(findings),
        exitCode: ok ? EXIT.ok : EXIT.expectationFailed,
      };
    },
  },
  compact: {
    files: ['FILE'],
    async run([file = '']) {
      const compacted = await (await worldAdmin()).compactFile(file);
      return { json: { file, ...compacted }, lines: compactedLines(compacted) };
    },
  },
  export: {
    files: ['FILE', 'TO'],
    async run([file = '', to = '']) {
      const key = await (await worldAdmin()).exportFile(file, to);
      return {
        json: { file, to, key },
        lines: [
          `exported ${file} to ${to}`,
          `its secrets are sealed under ${key}, which import needs: hand it on apart`,
        ],
      };
    },
  },
  import: {
    files: ['FROM', 'FILE'],
    async run([from = '', file = '']) {
      await (await worldAdmin()).importFile(from, file);
      return { json: { from, file, rootKey: `${file}.key` }, lines: [`made ${file} of ${from}`, rootKeyLine(file)] };
    },
  },
};

/**
 * `kmslab world new|advance|info|verify|compact|export|import`. Ends with 1 where `verify` finds something wrong.
 * @throws {UsageError} in one line, for words and for files.
 */
export async function runWorld(argv: readonly string[]): Promise<number> {
  const [name, ...rest] = argv;
  const command = name !== undefined && Object.hasOwn(WORLD_COMMANDS, name) ? WORLD_COMMANDS[name] : undefined;
  if (command === undefined) throw unknownCommand(name);
  const { values, positionals } = parseOptions(rest, name === 'new' ? NEW_OPTIONS : OPTIONS, command.files.length);
  const missing = command.files[positionals.length];
  if (missing !== undefined) throw new UsageError(`expected kmslab world ${name} ${command.files.join(' ')}`);
  try {
    const { json, lines, exitCode = EXIT.ok } = await command.run(positionals, values);
    process.stdout.write(values.json === true ? `${JSON.stringify(json)}\n` : `${lines.join('\n')}\n`);
    return exitCode;
  } catch (error) {
    if (error instanceof LabError || error instanceof ScenarioError) throw new UsageError(error.message);
    throw error;
  }
}

function unknownCommand(name = ''): UsageError {
  const names = Object.keys(WORLD_COMMANDS);
  const near = closest(name, names);
  const said = name === '' ? '' : `, got "${name}"${near === null ? '' : `: did you mean "${near}"?`}`;
  return new UsageError(`expected kmslab world ${names.join('|')}${said}`);
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
