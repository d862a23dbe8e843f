/** One key press. */
export interface KeyPress {
  /** `j`, `:`, `Space`, `Enter`, `Esc`, `Up`, `Shift+Tab`, `Ctrl+C`; `Paste` for a bracketed paste. */
  readonly name: string;
  /** What it types; empty for a key that types nothing. */
  readonly text: string;
}

/**
 * Reads key presses from what a terminal in raw mode sends. One read may bring `jj`, or a whole typed line with its
 * Enter, or half of an escape sequence. Esc with a letter right behind it is Esc and that letter, for nothing here is
 * bound to Alt. A bracketed paste is one `Paste` press, newlines and all, so that pasted text is never taken for commands.
 */
export class KeyReader {
  #rest = '';
  #pasted: string | null = null;

  /** The presses that `chunk` completes. */
  read(chunk: string): readonly KeyPress[] {
    const presses: KeyPress[] = [];
    let input = this.#rest + chunk;
    this.#rest = '';
    while (input !== '') {
      const taken = this.#pasted === null ? this.#takeKey(input, presses) : this.#takePaste(input, presses);
      if (taken === 0) {
        this.#rest = input;
        break;
      }
      input = input.slice(taken);
    }
    return presses;
  }

  /** Whether the last read ended inside what may be an escape sequence, or may be the Esc key. */
  get isWaiting(): boolean {
    return this.#rest !== '' && this.#pasted === null;
  }

  /** Nothing came after it: what was held back is keys. */
  flush(): readonly KeyPress[] {
    const held = this.#rest;
    this.#rest = '';
    return held === '' ? [] : [ESC, ...[...held.slice(1)].map(plainKey)];
  }

  /** Takes one key from the front; 0 when more input must come first. */
  #takeKey(input: string, presses: KeyPress[]): number {
    if (!input.startsWith(ESCAPE)) {
      const [character = ''] = input;
      presses.push(plainKey(character));
      return character.length;
    }
    if (input === ESCAPE || PARTIAL_SEQUENCE.test(input)) return 0;
    const sequence = SEQUENCE.exec(input)?.[0];
    if (sequence === undefined) {
      presses.push(ESC);
      return 1;
    }
    if (sequence === PASTE_BEGINS) this.#pasted = '';
    else presses.push(...namedKey(sequence));
    return sequence.length;
  }

  #takePaste(input: string, presses: KeyPress[]): number {
    const end = input.indexOf(PASTE_ENDS);
    if (end === -1) {
      // The end mark itself may be cut in two: keep back what could be its beginning.
      const kept = Math.max(0, input.length - PASTE_ENDS.length + 1);
      this.#pasted += input.slice(0, kept);
      return kept;
    }
    const text = (this.#pasted + input.slice(0, end)).replace(/\r\n?/g, '\n');
    this.#pasted = null;
    if (text !== '') presses.push({ name: 'Paste', text });
    return end + PASTE_ENDS.length;
  }
}

const ESCAPE = '\u001b';
const ESC: KeyPress = { name: 'Esc', text: '' };
const PASTE_BEGINS = `${ESCAPE}[200~`;
const PASTE_ENDS = `${ESCAPE}[201~`;
// Source: ECMA-48, 5.4 (control sequences); xterm's "ctlseqs" (SS3, and PC-style function keys).
const SEQUENCE = /^\u001b(?:\[\[?[0-?]*[ -/]*[@-~]|O[ -~])/;
const PARTIAL_SEQUENCE = /^\u001b(?:\[\[?[0-?]*[ -/]*|O)$/;

function plainKey(character: string): KeyPress {
  const code = character.codePointAt(0) ?? 0;
  if (character === '\r' || character === '\n') return { name: 'Enter', text: '' };
  if (character === '\t') return { name: 'Tab', text: '' };
  if (character === ESCAPE) return ESC;
  if (code === 8 || code === 127) return { name: 'Backspace', text: '' };
  if (code < 32) return { name: `Ctrl+${String.fromCodePoint(code + 64)}`, text: '' };
  if (character === ' ') return { name: 'Space', text: ' ' };
  return { name: character, text: character };
}

const NAMED: Readonly<Record<string, string>> = {
  A: 'Up',
  B: 'Down',
  C: 'Right',
  D: 'Left',
  F: 'End',
  H: 'Home',
  Z: 'Shift+Tab',
  M: 'Enter', // SS3 M: Enter of a keypad in application mode
  '1~': 'Home',
  '3~': 'Delete',
  '4~': 'End',
  '5~': 'PageUp',
  '6~': 'PageDown',
  '7~': 'Home',
  '8~': 'End',
};

/** A key with a name; a modifier (`ESC[1;5C`) changes nothing, and a sequence that no key here has is dropped. */
function namedKey(sequence: string): readonly KeyPress[] {
  const body = sequence.slice(2);
  const plain = body.replace(/^1?;\d+(?=[A-Z]$)/, '').replace(/;\d+(?=~$)/, '');
  const name = Object.hasOwn(NAMED, plain) ? NAMED[plain] : undefined;
  return name === undefined ? [] : [{ name, text: '' }];
}
