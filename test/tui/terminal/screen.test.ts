import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Screen, type TerminalOutput } from '../../../tui/terminal/screen.ts';

class FakeOutput implements TerminalOutput {
  columns = 80;
  rows = 24;
  written = '';
  readonly #listeners = new Set<() => void>();
  write(text: string): void {
    this.written += text;
  }
  on(_event: 'resize', listener: () => void): void {
    this.#listeners.add(listener);
  }
  off(_event: 'resize', listener: () => void): void {
    this.#listeners.delete(listener);
  }
  resize(): void {
    for (const listener of this.#listeners) listener();
  }
  take(): string {
    const { written } = this;
    this.written = '';
    return written;
  }
}

const opened = () => {
  const output = new FakeOutput();
  const screen = new Screen(output);
  screen.open();
  output.take();
  return { output, screen };
};

describe('the alternate screen', () => {
  it('is entered with the cursor hidden and bracketed paste on, and left the way it was', () => {
    const output = new FakeOutput();
    const screen = new Screen(output);
    screen.open();
    expect(output.take()).toBe('\u001b[?1049h\u001b[?25l\u001b[?2004h');
    screen.close();
    expect(output.take()).toBe('\u001b[?2004l\u001b[?25h\u001b[?1049l');
  });

  it('is left once, however often it is closed', () => {
    const { output, screen } = opened();
    screen.close();
    output.take();
    screen.close();
    expect(output.take()).toBe('');
  });

  it('writes only the lines that changed, each at its own place', () => {
    const { output, screen } = opened();
    screen.write('one\ntwo\nthree');
    output.take();
    screen.write('one\nTWO\nthree');
    expect(output.take()).toContain('\u001b[2;1HTWO');
    screen.write('one\nTWO\nthree');
    expect(output.take()).toBe('');
  });

  it('clears what a shorter frame leaves over', () => {
    const { output, screen } = opened();
    screen.write('one\ntwo');
    output.take();
    screen.write('one');
    expect(output.take()).toContain('\u001b[2;1H\u001b[J');
  });

  it('draws everything anew when the size changed and changed back, of which the signal alone tells', () => {
    const { output, screen } = opened();
    screen.write('one\ntwo');
    output.take();
    process.emit('SIGWINCH', 'SIGWINCH');
    const drawn = output.take();
    expect(drawn).toContain('one');
    expect(drawn).toContain('two');
    screen.close();
    output.take();
    process.emit('SIGWINCH', 'SIGWINCH');
    expect(output.take()).toBe('');
  });

  it('draws everything anew after a resize, and only what came of it', async () => {
    const { output, screen } = opened();
    screen.write('wide');
    output.take();
    screen.on('resize', () => {
      screen.write('in between');
      screen.write('narrow');
    });
    output.resize();
    expect(output.take()).toBe('');
    await setImmediate();
    const drawn = output.take();
    expect(drawn).toContain('\u001b[2J');
    expect(drawn).toContain('narrow');
    expect(drawn).not.toContain('in between');
  });

  it('keeps a frame that comes while it is closed, and shows it when it opens again', () => {
    const { output, screen } = opened();
    screen.close();
    output.take();
    screen.write('later');
    expect(output.take()).toBe('');
    screen.open();
    expect(output.take()).toContain('later');
  });

  it('never writes more lines than the terminal has', () => {
    const { output, screen } = opened();
    output.rows = 2;
    screen.write('one\ntwo\nthree');
    expect(output.take()).not.toContain('three');
  });

  it('takes a terminal without a size for one of 80 x 24', () => {
    const output = Object.assign(new FakeOutput(), { columns: 0, rows: 0 });
    const screen = new Screen(output);
    expect([screen.columns, screen.rows]).toEqual([80, 24]);
  });

  it('copies through the terminal, whatever is in the text', () => {
    const { output, screen } = opened();
    screen.copy('arn:… \u0007é');
    const sent = /^\u001b\]52;c;([A-Za-z0-9+/=]+)\u0007$/.exec(output.take())?.[1] ?? '';
    expect(Buffer.from(sent, 'base64').toString('utf8')).toBe('arn:… \u0007é');
  });
});
