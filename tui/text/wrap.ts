import { displayUnits, displayWidth } from './display-width.ts';
import { type Line, line, type Tone } from './line.ts';

/**
 * `text` broken into lines of at most `width` columns, at spaces where there are any; its own newlines stay.
 * A word longer than a line is cut.
 */
export function wrap(text: string, width: number): readonly string[] {
  return text.split('\n').flatMap((paragraph) => wrapParagraph(paragraph, Math.max(1, width)));
}

interface WrapOptions {
  readonly tone?: Tone;
  readonly indent?: string;
  readonly first?: string;
}

/** Wrapped text as lines in one look, every line behind `indent`, or the first behind `first`. */
export function wrapLines(
  text: string,
  width: number,
  { tone = 'plain', indent = '', first = indent }: WrapOptions = {},
): readonly Line[] {
  const room = width - displayWidth(indent);
  return wrap(text, room).map((part, index) => line((index === 0 ? first : indent) + part, tone));
}

/** Text whose every character counts (JSON, a policy), cut at `width` columns wherever that is. */
export function chopLines(text: string, width: number, tone: Tone = 'plain'): readonly Line[] {
  return chop(text, Math.max(1, width)).map((piece) => line(piece, tone));
}

function wrapParagraph(paragraph: string, width: number): readonly string[] {
  const lead = /^ */.exec(paragraph)?.[0] ?? '';
  const lines: string[] = [];
  let current = lead.length < width ? lead : '';
  let isEmpty = true;
  for (const word of paragraph.slice(lead.length).split(/ +/)) {
    const joined = isEmpty ? current + word : `${current} ${word}`;
    if (displayWidth(joined) <= width) {
      current = joined;
      isEmpty = false;
      continue;
    }
    if (!isEmpty) lines.push(current);
    const pieces = displayWidth(word) <= width ? [word] : NAME.test(word) ? chopName(word, width) : chop(word, width);
    lines.push(...pieces.slice(0, -1));
    current = pieces.at(-1) ?? '';
    isEmpty = false;
  }
  lines.push(current);
  return lines;
}

/** A name of AWS's, such as that of an operation. */
const NAME = /^(?:[A-Z][a-z]+)+,?$/;

/** A long name in pieces of whole words, where they fit. */
function chopName(name: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const part of name.split(/(?=[A-Z])/).flatMap((word) => chop(word, width))) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + part.length <= width) lines.splice(-1, 1, last + part);
    else lines.push(part);
  }
  return lines;
}

/** Text in pieces of `width` columns; at least one. */
export function chop(word: string, width: number): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  let used = 0;
  for (const unit of displayUnits(word)) {
    if (used + unit.width > width && piece !== '') {
      pieces.push(piece);
      piece = '';
      used = 0;
    }
    piece += unit.text;
    used += unit.width;
  }
  pieces.push(piece);
  return pieces;
}
