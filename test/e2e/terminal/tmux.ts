import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PROGRAM } from './program.ts';

/** How long a condition may take: a loaded machine is slow, a broken program never gets there. */
export const PATIENCE_MS = 15_000;
const GLANCE_MS = 40;
const RESTING_GLANCES = 12;
/** What stands on the screen while the lab is at work. */
const BUSY = /asking the lab…|^ [a-z, ]+…\s*$/m;

/** Names that tmux has for keys; everything else is typed as it stands. */
const NAMED_KEYS = [
  'Enter',
  'Escape',
  'Tab',
  'BTab',
  'Up',
  'Down',
  'Left',
  'Right',
  'C-c',
  'C-l',
  'C-z',
  'BSpace',
  'Home',
  'End',
];

/** A shell in a tmux of its own, with a fixed size. Its server and socket are nobody else's. */
export class Tmux {
  readonly #tmux: string;
  readonly #folder = mkdtempSync(join(tmpdir(), 'kmslab-tmux-'));

  constructor(tmux: string, { columns, rows }: { readonly columns: number; readonly rows: number }) {
    this.#tmux = tmux;
    // A plain shell: whoever runs the tests may have a prompt that draws, or a configuration of tmux.
    const shell = 'env -u CI -u NO_COLOR -u FORCE_COLOR -u KMSLAB_DEBUG PS1="shell> " sh -i';
    this.#ask('-f', '/dev/null', 'new-session', '-d', '-x', `${columns}`, '-y', `${rows}`, shell);
    this.#ask('set-option', '-g', 'status', 'off');
    this.#ask('set-option', '-s', 'escape-time', '0');
    this.#ask('resize-window', '-x', `${columns}`, '-y', `${rows}`);
  }

  /** Starts the built program from the shell; the shell prints its exit code when it ends. */
  startLab(args = '', env = ''): void {
    this.type(`${env} ${process.execPath} ${PROGRAM} ${args}; echo "exit code $?"`, 'Enter');
  }

  /** Presses keys, one after the other. */
  type(...keys: readonly string[]): void {
    for (const key of keys) {
      if (NAMED_KEYS.includes(key)) this.#ask('send-keys', key);
      else this.#ask('send-keys', '-l', '--', key);
    }
  }

  /** Pastes as a terminal does, between the marks of a bracketed paste where the program asked for them. */
  paste(text: string): void {
    this.#ask('set-buffer', '--', text);
    this.#ask('paste-buffer', '-p');
  }

  resize(columns: number, rows: number): void {
    this.#ask('resize-window', '-x', `${columns}`, '-y', `${rows}`);
  }

  /** What the terminal shows now. */
  screen(): string {
    return this.#ask('capture-pane', '-p');
  }

  /** Whether the alternate screen is on. */
  isInAlternateScreen(): boolean {
    return this.#ask('display-message', '-p', '#{alternate_on}').trim() === '1';
  }

  /** Whether the cursor is shown. */
  isCursorShown(): boolean {
    return this.#ask('display-message', '-p', '#{cursor_flag}').trim() === '1';
  }

  /** Ids of the processes that the shell started. */
  children(): readonly number[] {
    const shell = this.#ask('display-message', '-p', '#{pane_pid}').trim();
    const { stdout } = spawnSync('ps', ['-o', 'pid=', '--ppid', shell], { encoding: 'utf8' });
    return stdout.split('\n').flatMap((text) => (text.trim() === '' ? [] : [Number(text)]));
  }

  /** Resolves with the screen when it holds what is wanted. @throws {Error} with the screen, when it never does */
  async until(wanted: string | RegExp): Promise<string> {
    const isThere = (screen: string): boolean =>
      typeof wanted === 'string' ? screen.includes(wanted) : wanted.test(screen);
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      const screen = this.screen();
      if (isThere(screen)) return screen;
      if (performance.now() > deadline) throw new Error(`the terminal never showed ${wanted}; it shows:\n${screen}`);
      await sleep(GLANCE_MS);
    }
  }

  /** Resolves with the screen once it rests: the lab is not busy, and it is the same in so many glances in a row. */
  async settled(): Promise<string> {
    let screen = this.screen();
    for (let same = 0; same < RESTING_GLANCES; same += 1) {
      await sleep(GLANCE_MS);
      const next = this.screen();
      if (next !== screen || BUSY.test(next)) same = -1;
      screen = next;
    }
    return screen;
  }

  /** Ends this tmux alone. */
  end(): void {
    spawnSync(this.#tmux, ['-S', this.#socket, 'kill-server']);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  get #socket(): string {
    return join(this.#folder, 'socket');
  }

  #ask(...args: readonly string[]): string {
    const { status, stdout, stderr } = spawnSync(this.#tmux, ['-S', this.#socket, ...args], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`tmux ${args.join(' ')}: ${stderr}`);
    return stdout;
  }
}
