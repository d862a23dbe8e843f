import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { describeWith } from '../needs.ts';
import { expectFrame } from './golden-frame.ts';
import { run } from './program.ts';
import { Tmux } from './tmux.ts';

const KEY_ID = '4c21983a-0b78-4d05-8ede-7716be997765';
const VOLUME = 'aws ec2 create-volume --availability-zone us-east-1a --size 1 --encrypted --kms-key-id alias/orders';

/** What was done in the world that is looked at: a key with a name, its use, a volume, and a refusal. */
const STORY = [
  'aws kms create-key --description orders',
  `aws kms create-alias --alias-name alias/orders --target-key-id ${KEY_ID}`,
  'aws kms encrypt --key-id alias/orders --plaintext aGVsbG8= --encryption-context order=42',
  'aws kms generate-data-key --key-id alias/orders --key-spec AES_256 --encryption-context order=42',
  VOLUME,
  'time advance 1h',
  `aws kms disable-key --key-id ${KEY_ID}`,
  'aws kms encrypt --key-id alias/orders --plaintext aGVsbG8=',
];

/** Each place, by its number, and what is pressed there to have it show the most. */
const PLACES: readonly (readonly [name: string, keys: readonly string[]])[] = [
  ['lab', ['1']],
  ['learn', ['2']],
  ['key', ['3']],
  ['flow', ['4']],
  ['envelope', ['5']],
  ['why', ['6']],
  ['trail', ['7', 'End']],
  ['bill', ['8']],
  ['replay', ['9']],
];

describeWith('tmux', 'every place in a real terminal', (path) => {
  let folder: string;
  let tmux: Tmux;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kmslab-places-'));
    const world = join(folder, 'world.kmslab');
    await run(['world', 'new', world, '--seed', '7', '--start', '2026-01-01T09:00:00Z']);
    for (const line of STORY) {
      const [command = '', ...rest] = line.split(' ');
      const args = command === 'aws' ? ['aws', '--world', world, ...rest] : [command, ...rest, '--world', world];
      const { code, stderr } = await run(args);
      if (code !== 0 && line !== STORY.at(-1)) throw new Error(`${line}: ${stderr}`);
    }
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true }));
  afterEach(() => tmux.end());

  /** A lab on a copy of the world, with lessons of its own. */
  async function openWorld(columns: number, rows: number): Promise<void> {
    const own = mkdtempSync(join(folder, 'own-'));
    for (const end of ['', '.key']) copyFileSync(join(folder, `world.kmslab${end}`), join(own, `world.kmslab${end}`));
    tmux = new Tmux(path, { columns, rows });
    tmux.startLab(`--world ${join(own, 'world.kmslab')}`, `KMSLAB_LESSONS=${join(own, 'lessons')}`);
    await tmux.until('try next');
  }

  it.each([
    [80, 24],
    [60, 16],
    [160, 50],
  ])(
    'is whole at %i x %i',
    async (columns, rows) => {
      await openWorld(columns, rows);
      for (const [name, keys] of PLACES) {
        tmux.type(...keys);
        await expectFrame(tmux, `${name}-${columns}x${rows}`);
      }
      tmux.type('1', '?');
      await expectFrame(tmux, `help-${columns}x${rows}`);
      tmux.type('Escape', ':', 'kms ');
      await expectFrame(tmux, `command-${columns}x${rows}`);
    },
    120_000,
  );

  describe('a storm of sizes', () => {
    const SIZES = [
      [60, 16],
      [160, 50],
      [40, 10],
      [81, 25],
      [120, 30],
      [61, 17],
      [79, 23],
    ] as const;
    const LINE = 'kms encrypt --key-id alias/orders --plaintext fileb://note.txt --encryption-context order=42';

    it('while a line is typed loses none of it, and ends in the frame that there is without one', async () => {
      await openWorld(80, 24);
      tmux.type(':', LINE);
      await tmux.until(LINE.slice(-40));
      const calm = await tmux.settled();
      tmux.end();
      await openWorld(80, 24);
      tmux.type(':');
      for (const [index, letter] of [...LINE].entries()) {
        tmux.type(letter);
        const [columns, rows] = SIZES[index % SIZES.length] ?? [80, 24];
        tmux.resize(columns, rows);
      }
      tmux.resize(80, 24);
      await expect.poll(() => tmux.screen(), { timeout: 20_000 }).toBe(calm);
    }, 120_000);

    it('in each place leaves the frame that was there', async () => {
      await openWorld(80, 24);
      for (const [name, keys] of PLACES) {
        tmux.type(...keys);
        await expectFrame(tmux, `${name}-80x24`);
        for (const [columns, rows] of SIZES) tmux.resize(columns, rows);
        tmux.resize(80, 24);
        await expectFrame(tmux, `${name}-80x24`);
      }
    }, 120_000);

    it('while a list is on its way leaves it whole', async () => {
      await openWorld(80, 24);
      for (const [name, keys] of PLACES) {
        tmux.type(...keys);
        for (const [columns, rows] of SIZES) tmux.resize(columns, rows);
        tmux.resize(80, 24);
        await expectFrame(tmux, `${name}-80x24`);
      }
    }, 120_000);
  });
});
