/** The marks that a screen is drawn with; the words beside them carry the meaning. */
export interface Glyphs {
  readonly horizontal: string;
  /** What is behind one already, of a way. */
  readonly heavy: string;
  readonly vertical: string;
  readonly topLeft: string;
  readonly topRight: string;
  readonly bottomLeft: string;
  readonly bottomRight: string;
  readonly teeDown: string;
  readonly teeUp: string;
  readonly teeRight: string;
  readonly teeLeft: string;
  readonly pointer: string;
  readonly branch: string;
  readonly arrow: string;
  readonly back: string;
  readonly bothWays: string;
  readonly on: string;
  readonly off: string;
  readonly yes: string;
  readonly no: string;
  readonly mark: string;
  readonly ellipsis: string;
  readonly separator: string;
  readonly more: string;
  readonly cursor: string;
  /** Text as this terminal can show it: core's texts have dashes and dots of their own. */
  readonly spell: (text: string) => string;
}

const UNICODE: Glyphs = {
  horizontal: '─',
  heavy: '━',
  vertical: '│',
  topLeft: '┌',
  topRight: '┐',
  bottomLeft: '└',
  bottomRight: '┘',
  teeDown: '┬',
  teeUp: '┴',
  teeRight: '├',
  teeLeft: '┤',
  pointer: '›',
  branch: '└',
  arrow: '→',
  back: '←',
  bothWays: '⇄',
  on: '●',
  off: '○',
  yes: '✓',
  no: '✗',
  mark: '◆',
  ellipsis: '…',
  separator: '·',
  more: '↓',
  cursor: '▏',
  spell: (text) => text,
};

const ASCII: Glyphs = {
  horizontal: '-',
  heavy: '=',
  vertical: '|',
  topLeft: '+',
  topRight: '+',
  bottomLeft: '+',
  bottomRight: '+',
  teeDown: '+',
  teeUp: '+',
  teeRight: '+',
  teeLeft: '+',
  pointer: '>',
  branch: '`',
  arrow: '->',
  back: '<-',
  bothWays: '<->',
  on: '*',
  off: 'o',
  yes: 'ok',
  no: 'x',
  mark: '#',
  ellipsis: '~',
  separator: '-',
  more: 'v',
  cursor: '_',
  spell: spellAscii,
};

/** The glyphs for a terminal: `--ascii` and TERM=dumb get plain ones. */
export function glyphsFor(isAscii: boolean): Glyphs {
  return isAscii ? ASCII : UNICODE;
}

const SPELLINGS: Readonly<Record<string, string>> = {
  '·': '-',
  '–': '-',
  '—': '-',
  '…': '~',
  '→': '>',
  '✓': '+',
  '✗': 'x',
  '×': 'x',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
};

/** The same text in ASCII, a character for a character. */
function spellAscii(text: string): string {
  return text.replace(/[^\x20-\x7e]/gu, (character) => SPELLINGS[character] ?? '?');
}
