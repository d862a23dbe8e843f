import { displayWidth } from '../../tui/text/display-width.ts';

/** How the picture of a terminal is made. */
export interface PictureOf {
  readonly columns: number;
  readonly rows: number;
  /** What it shows, for whoever does not see it. */
  readonly title: string;
}

/** Pixels of a character, and around the screen. */
const CELL = { width: 8.4, height: 18, above: 13 } as const;
const MARGIN = 12;

const BACKGROUND = '#16181d';
const FOREGROUND = '#d7dae0';
/** The colours that are drawn with, by their code. Source: ECMA-48, section 8.3.117. */
const COLOURS: Readonly<Record<number, string>> = { 31: '#f2777a', 32: '#7ec97e', 33: '#e6c17a', 36: '#5fc3d0' };
const DIM = '#8b919c';

interface Look {
  readonly colour: string | null;
  readonly isDim: boolean;
  readonly isBold: boolean;
  readonly isInverse: boolean;
}

const PLAIN: Look = { colour: null, isDim: false, isBold: false, isInverse: false };

/**
 * A screen of a terminal as an SVG: lines with the escape sequences of sixteen colours, dim, bold and reverse video.
 * @throws {Error} for an escape sequence that is none of these
 */
export function frameSvg(lines: readonly string[], { columns, rows, title }: PictureOf): string {
  const width = Math.round(columns * CELL.width + 2 * MARGIN);
  const height = rows * CELL.height + 2 * MARGIN;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" rx="8" fill="${BACKGROUND}"/>`,
    `<g font-family="ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" fill="${FOREGROUND}">`,
    ...lines.flatMap((text, row) => lineSvg(text, row)),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

function lineSvg(text: string, row: number): readonly string[] {
  const top = MARGIN + row * CELL.height;
  let column = 0;
  return piecesOf(text).flatMap(({ text: piece, look }) => {
    const [x, width] = [MARGIN + column * CELL.width, displayWidth(piece) * CELL.width];
    column += displayWidth(piece);
    if (piece.trim() === '' && !look.isInverse) return [];
    const colour = look.isInverse ? BACKGROUND : (look.colour ?? (look.isDim ? DIM : FOREGROUND));
    const attributes = [
      `x="${rounded(x)}" y="${top + CELL.above}" textLength="${rounded(width)}"`,
      ...(colour === FOREGROUND ? [] : [`fill="${colour}"`]),
      ...(look.isBold ? ['font-weight="bold"'] : []),
    ];
    return [
      ...(look.isInverse
        ? [
            `<rect x="${rounded(x)}" y="${top}" width="${rounded(width)}" height="${CELL.height}" fill="${look.colour ?? FOREGROUND}"/>`,
          ]
        : []),
      ...(piece.trim() === '' ? [] : [`<text ${attributes.join(' ')}>${escaped(piece)}</text>`]),
    ];
  });
}

interface Piece {
  readonly text: string;
  readonly look: Look;
}

/** Text in one look each; blanks at the ends of a piece, which SVG leaves out, are pieces of their own. */
function piecesOf(line: string): readonly Piece[] {
  let look = PLAIN;
  return line.split(/\u001b\[([\d;]*)m/).flatMap((part, index) => {
    if (index % 2 === 1) {
      for (const code of part.split(';')) look = lookAfter(look, Number(code));
      return [];
    }
    return apart(part).map((text) => ({ text, look }));
  });
}

function apart(text: string): readonly string[] {
  return text.split(/(^ +| {2,}| +$)/).filter((part) => part !== '');
}

function lookAfter(look: Look, code: number): Look {
  switch (code) {
    case 0:
      return PLAIN;
    case 1:
      return { ...look, isBold: true };
    case 2:
      return { ...look, isDim: true };
    case 7:
      return { ...look, isInverse: true };
    case 22:
      return { ...look, isBold: false, isDim: false };
    case 27:
      return { ...look, isInverse: false };
    case 39:
      return { ...look, colour: null };
  }
  const colour = COLOURS[code];
  if (colour === undefined) throw new Error(`no picture has a look for code ${code}`);
  return { ...look, colour };
}

function rounded(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
