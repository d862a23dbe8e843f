import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Scenario, ScenarioRecorder } from '../../core/index.ts';
import { Recording } from '../lab/recording.ts';
import { RECORD } from '../manual/record.ts';
import { EXIT } from './exit-codes.ts';
import { labInTerminal } from './lab-in-terminal.ts';
import { openLab } from './open-lab.ts';
import { readCommandLine } from './read-command-line.ts';
import { recordLines } from './record-lines.ts';
import { recordedLab, writeRecorded } from './recorded-lab.ts';
import { UsageError } from './usage-error.ts';

/**
 * `kmslab record FILE`: the lab in a terminal, or lines from a pipe, in a new world; when it ends, what was done stands in
 * FILE as a scenario.
 * @throws {UsageError} for a bad option, a FILE that is there already, or one that can't be written
 */
export async function runRecord(argv: readonly string[]): Promise<number> {
  const { values, lists, positionals } = readCommandLine('record', RECORD, argv);
  const [file = ''] = positionals;
  if (existsSync(file)) throw new UsageError(`${file} is there already`);
  const title = typeof values.title === 'string' ? values.title : 'An hour in the lab';
  const opened = await openLab({ setup: await beginning(title, values['start-of'], lists.file ?? []) });
  const { client, recorder } = await recordedLab(opened);
  if (recorder === null) throw new Error('a world without steps has a beginning');
  const write = (): Promise<string> => writeRecorded(recorder, file, title);
  const isTerminal = process.stdin.isTTY === true && process.stdout.isTTY === true;
  const code = isTerminal
    ? await labInTerminal(values, async () => async () => ({
        client,
        here: opened.here,
        recording: new Recording(recorder, write, true),
      }))
    : await recordLines(process.stdin, { client, recorder, here: opened.here });
  await opened.close();
  return conclude(recorder, write, code);
}

/** Nothing done is nothing to write. */
async function conclude(recorder: ScenarioRecorder, write: () => Promise<string>, code: number): Promise<number> {
  const say = (text: string) => process.stderr.write(`kmslab: ${text}\n`);
  if (recorder.length === 0) {
    say('nothing was done, and nothing is written');
    return code;
  }
  const written = await write();
  for (const what of recorder.lost) say(`not in it: ${what}`);
  say(
    `wrote ${written}: ${recorder.length} step${recorder.length === 1 ? '' : 's'}; kmslab replay ${written} plays it`,
  );
  return code === EXIT.interrupted ? EXIT.ok : code;
}

/** The world to begin with: that of a scenario, or the lab's own, now; with files of the disk in it. */
async function beginning(title: string, startOf: unknown, names: readonly string[]): Promise<Scenario> {
  const { beginningOf, DEFAULT_WORLD, fileContent } = await import('../../core/index.ts');
  const files: NonNullable<Scenario['files']> = {};
  for (const name of names) files[basename(name)] = fileContent(bytesOf(name));
  if (typeof startOf === 'string') {
    const { loadScenario } = await import('./load-scenario.ts');
    const scenario = await loadScenario(startOf);
    return { ...scenario, title, steps: [], files: { ...scenario.files, ...files } };
  }
  return { title, ...beginningOf(DEFAULT_WORLD, Date.now()), files, steps: [] };
}

function bytesOf(name: string): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(readFileSync(name));
  } catch (error) {
    throw new UsageError(`cannot read ${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
