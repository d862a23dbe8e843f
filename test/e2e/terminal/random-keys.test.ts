import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Ids } from '../../../core/lab/ids.ts';
import { describeWith } from '../needs.ts';
import { run } from './program.ts';
import { Tmux } from './tmux.ts';

/** All that a keyboard has, but for what ends the lab or leaves it: q, Ctrl+C and Ctrl+Z. */
const LETTERS = ' !"#$%&()*+,-./0123456789:<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnoprstuvwxyz{|}~é日';
const NAMED = ['Enter', 'Escape', 'Tab', 'BTab', 'Up', 'Down', 'Left', 'Right', 'BSpace', 'Home', 'End', 'C-l'];
/** A line of letters and a key with a name, so often: some two thousand keys in all. */
const ROUNDS = 220;
const BROKEN = /\bundefined\b|\bNaN\b|\[object |^\s+at \S+ \(|a bug in kmslab|TypeError/m;

describeWith('tmux', 'any keys in a real terminal', (path) => {
  let folder: string;
  let tmux: Tmux;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kmslab-keys-'));
  });
  afterEach(() => {
    tmux.end();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([
    [80, 24, 1],
    [60, 16, 2],
  ])(
    'do not end it, break it or leave anything on the screen, at %i x %i (seed %i)',
    async (columns, rows, seed) => {
      const random = new Ids(seed);
      const below = (count: number): number => Number.parseInt(random.hex(6), 16) % count;
      const letters = [...LETTERS];
      tmux = new Tmux(path, { columns, rows });
      const world = join(folder, 'world.kmslab'); // whose clock stands
      await run(['world', 'new', world, '--seed', '7', '--start', '2026-01-01T09:00:00Z']);
      tmux.startLab(`--world ${world}`, `KMSLAB_LESSONS=${folder}`);
      await tmux.until('try next');
      const [lab] = tmux.children();
      const pressed: string[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const text = Array.from({ length: 8 }, () => letters[below(letters.length)]).join('');
        const key = NAMED[below(NAMED.length)] ?? 'Tab';
        tmux.type(text, key);
        pressed.push(`${text}<${key}>`);
        if (round % 20 !== 19) continue;
        const screen = await tmux.settled();
        const said = `${screen}\nafter ${pressed.slice(-20).join('')}`;
        expect(screen, said).not.toMatch(BROKEN);
        expect(screen.split('\n')[0], said).toContain('kmslab');
        expect(tmux.children(), said).toEqual([lab]);
        tmux.type('C-l'); // drawn anew, it is the same
        await expect.poll(() => tmux.settled(), { timeout: 20_000, message: said }).toBe(screen);
      }
      tmux.type('C-c');
      await tmux.until('exit code 130');
      expect(tmux.isInAlternateScreen()).toBe(false);
    },
    300_000,
  );
});
