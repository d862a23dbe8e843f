import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeWith } from '../needs.ts';
import { Tmux } from './tmux.ts';

describeWith('tmux', 'the lab in a terminal', (path) => {
  let tmux: Tmux;
  beforeEach(() => {
    tmux = new Tmux(path, { columns: 80, rows: 24 });
  });
  afterEach(() => tmux.end());

  it('takes a learner from an empty world to a key that is gone', async () => {
    tmux.startLab();
    await tmux.until('c runs it');
    tmux.type('Enter');
    await tmux.until('[Enabled]');
    tmux.type('e');
    await tmux.until('"CiphertextBlob"');
    tmux.type('d');
    await tmux.until('"Plaintext": "aGVsbG8gS01T"');
    tmux.type('o');
    await tmux.until('[Disabled]');
    tmux.type('e');
    const refused = await tmux.until('Try: ');
    expect(refused).toContain('An error occurred (DisabledException)');
    tmux.type('w');
    await tmux.until('Explicit deny anywhere');
    tmux.type('Escape', 'x');
    await tmux.until('gone for good');
    tmux.type('Enter');
    await tmux.until('[PendingDeletion]');
    tmux.type('t', 'Left', 'Left');
    await tmux.until(/›\+30 days[\s\S]*will happen[\s\S]*is deleted/);
    tmux.type('Enter');
    await tmux.until('PendingDeletion → Deleted');
    const gone = await tmux.until('none in us-east-1'); // the lab is read anew behind what came of the move
    expect(gone).toContain('DeleteKey');
  });

  it('does the same from typed commands, with completion', async () => {
    tmux.startLab();
    await tmux.until('c runs it');
    tmux.type(':', 'kms create-k', 'Tab');
    await tmux.until('aws kms create-key ');
    tmux.type('--description typed', 'Enter');
    await tmux.until('$ aws kms create-key --description typed');
    await tmux.until('[Enabled]');
    tmux.type(':', 'Up');
    await tmux.until(': aws kms create-key --description typed');
  });

  it('leaves the terminal as it was, with q and with Ctrl+C', async () => {
    tmux.type('echo before', 'Enter');
    for (const [key, code] of [
      ['q', 0],
      ['C-c', 130],
    ] as const) {
      tmux.startLab();
      await tmux.until('kmslab');
      await tmux.until('try next');
      expect(tmux.isInAlternateScreen()).toBe(true);
      tmux.type(key);
      const after = await tmux.until(`exit code ${code}`);
      expect(after).toContain('before');
      expect(after).not.toContain('try next');
      expect([tmux.isInAlternateScreen(), tmux.isCursorShown()]).toEqual([false, true]);
    }
    tmux.type('echo still typing', 'Enter');
    await tmux.until(/\nstill typing/);
  });

  it('leaves the terminal as it was when it is told to end', async () => {
    tmux.startLab();
    await tmux.until('try next');
    for (const pid of tmux.children()) process.kill(pid, 'SIGTERM');
    await tmux.until('exit code 143');
    expect([tmux.isInAlternateScreen(), tmux.isCursorShown()]).toEqual([false, true]);
  });

  it('leaves the terminal as it was when it breaks, and says so in a line', async () => {
    tmux.startLab('', `NODE_OPTIONS='--import=data:text/javascript,setTimeout(()=>{throw%20Error("boom")},1500)'`);
    await tmux.until('try next');
    const after = await tmux.until('exit code 70');
    expect(after).toContain('kmslab: a bug in kmslab: boom');
    expect(after).not.toMatch(/^\s+at /m);
    expect([tmux.isInAlternateScreen(), tmux.isCursorShown()]).toEqual([false, true]);
  });

  it('keeps what is typed, and its shape, through a resize', async () => {
    tmux.startLab();
    await tmux.until('c runs it');
    tmux.type(':', 'kms list-');
    await tmux.until('list-aliases');
    tmux.resize(60, 16);
    const narrow = await tmux.until('[Keys');
    expect(narrow).toContain(': aws kms list-');
    expect(narrow.split('\n')[0]).toContain('kmslab');
    tmux.resize(40, 10);
    await tmux.until('Terminal size too small: need 60 x 16');
    tmux.resize(120, 40);
    await tmux.until(/┌.Keys ─+┬/);
    tmux.type('keys', 'Enter');
    await tmux.until('$ aws kms list-keys');
  });

  it('shows a pasted command and waits', async () => {
    tmux.startLab();
    await tmux.until('c runs it');
    tmux.paste('aws kms list-keys \\\n  --output text\n');
    const shown = await tmux.until(/: aws kms list-keys +--output text/);
    expect(shown).not.toContain('$ aws kms list-keys');
  });

  it('suspends and resumes', async () => {
    tmux.startLab();
    await tmux.until('c runs it');
    tmux.type('Enter');
    await tmux.until('[Enabled]');
    tmux.type('C-z');
    await tmux.until(/Stopped|Suspended|exit code 148/);
    expect(tmux.isInAlternateScreen()).toBe(false);
    tmux.type('fg', 'Enter');
    const resumed = await tmux.until('[Enabled]');
    expect(resumed.split('\n')[0]).toContain('kmslab');
    tmux.type('q');
    await tmux.until('shell>');
  });

  it('draws without colour and in ASCII where that is asked for', async () => {
    tmux.startLab('--ascii --no-color');
    const frame = await tmux.until('c runs it');
    expect(frame).toMatch(/^[\x20-\x7e\n]*$/);
  });

  it('is not kept from drawing by CI in the environment', async () => {
    tmux.startLab('', 'CI=true');
    await tmux.until('c runs it');
  });
});
