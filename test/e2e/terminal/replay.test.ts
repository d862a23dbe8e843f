import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeWith } from '../needs.ts';
import { Tmux } from './tmux.ts';

describeWith('tmux', 'a replay in a terminal', (path) => {
  let tmux: Tmux;
  beforeEach(() => {
    tmux = new Tmux(path, { columns: 80, rows: 24 });
  });
  afterEach(() => tmux.end());

  it('is played, stepped through, explained, and gone on from', async () => {
    tmux.startLab('replay key-lifecycle');
    await tmux.until('at the start 1x  step 0 of 20');
    tmux.type('>', '>', ' ');
    await tmux.until(/playing 4x {2}step [2-9] of 20/);
    tmux.type(' ');
    await tmux.until('paused 4x');
    tmux.type('Down');
    tmux.type('Home');
    await tmux.until('at the start');
    tmux.type(']', ']', ']');
    const refused = await tmux.until('paused 4x  step 5 of 20: use');
    expect(refused).toContain('✗ InvalidCiphertextException');
    tmux.type('w');
    await tmux.until('REFUSED');
    tmux.type('Escape', '.', ':');
    const past = await tmux.until('this is the past: c continues from here');
    expect(past).toContain('step 6 of 20: disable');
    tmux.type('c');
    await tmux.until('live from here');
    tmux.type('o');
    await tmux.until('key orders: Disabled → Enabled');
    tmux.resize(60, 16);
    tmux.type('9', 'Enter');
    await tmux.until('This is your own world');
    tmux.type('q');
    await tmux.until('exit code 0');
    expect(tmux.isInAlternateScreen()).toBe(false);
  });

  it('is text where no screen is asked for, in a terminal as well', async () => {
    for (const [args, env] of [
      ['--no-tty --speed 1000', ''],
      ['--speed 0', ''],
      ['--speed 1000', 'CI=1'],
    ] as const) {
      tmux.startLab(`replay key-lifecycle ${args}`, `clear; ${env}`);
      const text = await tmux.until(/Done: 20 steps, 7 refusals, each one expected\.\s+exit code 0/);
      expect(text).not.toContain('try next');
      expect(tmux.isInAlternateScreen()).toBe(false);
    }
  });

  it('begins at a mark, and says which there are', async () => {
    tmux.startLab('replay key-lifecycle --from delete');
    await tmux.until('paused 1x  step 11 of 20: delete');
    tmux.type('q');
    await tmux.until('exit code 0');
    tmux.startLab('replay key-lifecycle --from deletion');
    await tmux.until("no mark 'deletion'; the marks are: create, use, disable, delete, gone");
    await tmux.until('exit code 2');
  });
});
