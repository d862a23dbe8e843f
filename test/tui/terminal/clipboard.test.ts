import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasClipboard, writeCopied } from '../../../tui/terminal/clipboard.ts';

describe('a clipboard behind OSC 52', () => {
  it.each([
    ['kitty', { TERM: 'xterm-kitty' }, true],
    ['Windows Terminal', { TERM: 'xterm-256color', WT_SESSION: 'a' }, true],
    ['WezTerm', { TERM: 'xterm-256color', TERM_PROGRAM: 'WezTerm' }, true],
    ['a terminal that nobody knows', { TERM: 'xterm-256color' }, false],
    ["Linux's console", { TERM: 'linux' }, false],
    ['tmux, which may keep it to itself', { TERM: 'xterm-kitty', TMUX: '/tmp/x' }, false],
  ])('%s', (_name, env, has) => {
    expect(hasClipboard(env)).toBe(has);
  });
});

describe('the file of what was copied', () => {
  let home = '';
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'kmslab-copied-'));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  it('is read by its user alone, holds the last text, and is named as a user would', () => {
    expect(writeCopied('first', {}, home)).toBe('~/.local/state/kmslab/copied.txt');
    expect(writeCopied('second\n', {}, home)).toBe('~/.local/state/kmslab/copied.txt');
    const file = join(home, '.local', 'state', 'kmslab', 'copied.txt');
    expect(readFileSync(file, 'utf8')).toBe('second\n');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('goes where XDG_STATE_HOME says, and a folder that is none is no failure', () => {
    expect(writeCopied('x', { XDG_STATE_HOME: join(home, 'state') }, '/nowhere')).toBe(
      join(home, 'state', 'kmslab', 'copied.txt'),
    );
    writeFileSync(join(home, 'file'), '');
    expect(writeCopied('x', { XDG_STATE_HOME: join(home, 'file') }, home)).toBeNull();
  });
});
