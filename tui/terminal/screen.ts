import { EventEmitter } from 'node:events';

/** What the screen needs of a terminal's output. */
export interface TerminalOutput {
  readonly columns?: number;
  readonly rows?: number;
  write(text: string): unknown;
  on(event: 'resize', listener: () => void): unknown;
  off(event: 'resize', listener: () => void): unknown;
}

/**
 * A terminal's alternate screen, as the output stream that Ink draws to. Ink runs in its debug mode, in which each
 * `write` is one whole frame; the screen writes the lines that changed, each at its own place. So a resize or a wake-up
 * after Ctrl+Z needs no more than drawing everything again, and nothing ever scrolls.
 */
export class Screen extends EventEmitter {
  /** Ink asks: colours and frames are for a terminal. */
  readonly isTTY = true;
  readonly #output: TerminalOutput;
  #shown: readonly string[] = [];
  #frame = '';
  #isOpen = false;
  #isHeld = false;

  constructor(output: TerminalOutput) {
    super();
    this.#output = output;
  }

  get columns(): number {
    return this.#output.columns || 80; // a pseudo-terminal that nobody gave a size says 0
  }

  get rows(): number {
    return this.#output.rows || 24;
  }

  /** Enters the alternate screen: what was in the terminal comes back with `close`. */
  open(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    this.#shown = [];
    this.#output.write(ENTER);
    this.#output.on('resize', this.#resized);
    process.on('SIGWINCH', this.#signalled);
    if (this.#frame !== '') this.#draw();
  }

  /** Leaves the alternate screen. Frames that come while it is closed are kept for the next `open`. */
  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#output.off('resize', this.#resized);
    process.off('SIGWINCH', this.#signalled);
    this.#output.write(LEAVE);
  }

  /** Draws every line anew, whatever is in the terminal now. */
  redraw(): void {
    this.#shown = [];
    if (this.#isOpen) this.#draw();
  }

  /** Takes one frame. */
  write(frame: string): boolean {
    this.#frame = frame;
    if (this.#isOpen) this.#draw();
    return true;
  }

  /** Puts text on the system's clipboard through the terminal. Source: xterm's "ctlseqs", OSC 52. */
  copy(text: string): void {
    this.#output.write(`\u001b]52;c;${Buffer.from(text, 'utf8').toString('base64')}\u0007`);
  }

  /** Ink draws the old frame on a resize, and React the new one a little later: only that is shown, whole. */
  readonly #resized = (): void => {
    this.#isHeld = true;
    this.emit('resize');
    setImmediate(() => {
      this.#isHeld = false;
      this.redraw();
    });
  };

  /** Of a size that changed and changed back Node tells nothing; but the terminal may have moved what was in it. */
  readonly #signalled = (): void => this.redraw();

  #draw(): void {
    if (this.#isHeld) return;
    const lines = this.#frame.split('\n').slice(0, this.rows);
    // Synchronized output: a terminal that knows it shows the frame at once, others ignore it.
    let out = BEGIN_UPDATE;
    if (this.#shown.length === 0) out += CLEAR;
    lines.forEach((text, index) => {
      if (text !== this.#shown[index]) out += `\u001b[${index + 1};1H${text}\u001b[K`;
    });
    if (lines.length < this.#shown.length) out += `\u001b[${lines.length + 1};1H\u001b[J`;
    if (out === BEGIN_UPDATE) return;
    this.#shown = lines;
    this.#output.write(out + END_UPDATE);
  }
}

const BEGIN_UPDATE = '\u001b[?2026h';
const END_UPDATE = '\u001b[?2026l';
const CLEAR = '\u001b[H\u001b[2J';
// Alternate screen with the cursor saved, cursor hidden, bracketed paste.
const ENTER = '\u001b[?1049h\u001b[?25l\u001b[?2004h';
const LEAVE = '\u001b[?2004l\u001b[?25h\u001b[?1049l';
