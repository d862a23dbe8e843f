import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readScenario } from '../../../core/index.ts';
import { openLab } from '../../../tui/commands/open-lab.ts';
import { runRecord } from '../../../tui/commands/record.ts';
import { recordLines } from '../../../tui/commands/record-lines.ts';
import { recordedLab, writeRecorded } from '../../../tui/commands/recorded-lab.ts';

let folder: string;
let printed: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kmslab-record-'));
  printed = '';
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((chunk) => {
      printed += String(chunk);
      return true;
    });
  }
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

/** Records lines, and gives the scenario as its file has it. */
async function recorded(lines: readonly string[]) {
  const opened = await openLab();
  const { client, recorder } = await recordedLab(opened);
  if (recorder === null) throw new Error('not recorded');
  await recordLines(Readable.from(lines.map((line) => `${line}\n`)), { client, recorder, here: opened.here });
  await opened.close();
  const file = await writeRecorded(recorder, join(folder, 'hour.yaml'), 'An hour');
  return readScenario(readFileSync(file, 'utf8'), file);
}

describe('lines from a pipe', () => {
  it('are commands, and parts of steps', async () => {
    const { steps, title } = await recorded([
      '# what nobody needs',
      'note: a beginning',
      'aws kms create-key \\',
      '  --description piped',
      '',
      'advance: 8d',
      'as: partner/role/admin',
      '{ region: eu-west-1, mark: there }',
      'aws kms list-keys',
      'laptop write note.txt hello',
    ]);
    expect(title).toBe('An hour');
    expect(steps).toEqual([
      {
        note: 'a beginning',
        as: 'main/role/admin',
        region: 'us-east-1',
        run: 'aws kms create-key \\\n  --description piped',
      },
      { advance: '8d' },
      { mark: 'there', as: 'partner/role/admin', region: 'eu-west-1', run: 'aws kms list-keys' },
      { run: 'laptop write note.txt hello' },
    ]);
    expect(printed).toContain('"Description": "piped"');
  });

  it.each([
    ['ls', /^line 1: step:1:1: /],
    ['as: main/role/nobody', /^line 1: this world has no principal 'main\/role\/nobody'/],
    ['{ run: aws kms list-keys, expect: { error: E } }', /^line 1: expected no expect/],
    ['advance: yesterday', /^line 1: step:1:\d+: advance: expected next/],
  ])('that are none of these are refused with their number: %s', async (line, says) => {
    await expect(recorded([line])).rejects.toThrow(says);
  });

  it('whose action can’t be done are told, and the next one is done', async () => {
    const { steps } = await recorded(['advance: next', 'aws kms list-keys']);
    expect(printed).toContain('kmslab: nothing is due');
    expect(steps).toHaveLength(1);
  });
});

describe('kmslab record', () => {
  it('takes no file that is there already', async () => {
    const file = join(folder, 'there.yaml');
    writeFileSync(file, '');
    await expect(runRecord([file])).rejects.toThrow('there.yaml is there already');
  });

  it.each([
    [[], /^expected kmslab record FILE, got no FILE/],
    [['x.yaml', '--start-of', 'key-lifecycl'], /did you mean "key-lifecycle"\?/],
    [['x.yaml', '--file', 'not-there.json'], /^cannot read not-there.json/],
  ])('%j is refused in one line', async (argv, says) => {
    await expect(runRecord(argv)).rejects.toThrow(says);
  });
});
