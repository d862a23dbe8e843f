import { displayUnits, displayWidth } from './display-width.ts';

/** What a piece of text is, for the palette. Meaning never rests on it alone: the words say it too. */
export type Tone = 'plain' | 'dim' | 'good' | 'bad' | 'warn' | 'accent' | 'strong';

/** A piece of one line, all in one look. */
export interface Span {
  readonly text: string;
  readonly tone?: Tone;
  /** Drawn in reverse video: the thing that the keys act on. */
  readonly isSelected?: boolean;
}

/** One line of a screen. What is on screen is computed as lines by pure functions, and drawn by `<Lines>`. */
export type Line = readonly Span[];

/** A line in one look. */
export function line(text: string, tone: Tone = 'plain'): Line {
  return [{ text, tone }];
}

/** A piece of a line. */
export function span(text: string, tone: Tone = 'plain'): Span {
  return { text, tone };
}

/** The characters of a line without their look. */
export function textOf(spans: Line): string {
  return spans.map(({ text }) => text).join('');
}

/** Columns that a line takes. */
export function lineWidth(spans: Line): number {
  return spans.reduce((width, { text }) => width + displayWidth(text), 0);
}

/** `text` cut to at most `width` columns; what is cut off shows as `ellipsis`. */
export function cut(text: string, width: number, ellipsis = '…'): string {
  if (displayWidth(text) <= width) return text;
  const room = width - displayWidth(ellipsis);
  if (room <= 0) return ellipsis.slice(0, Math.max(0, width));
  let kept = '';
  let used = 0;
  for (const unit of displayUnits(text)) {
    if (used + unit.width > room) break;
    kept += unit.text;
    used += unit.width;
  }
  return kept + ellipsis;
}

/** `text` in exactly `width` columns: cut, or filled with spaces. */
export function toWidth(text: string, width: number, ellipsis = '…'): string {
  const kept = cut(text, width, ellipsis);
  return kept + ' '.repeat(Math.max(0, width - displayWidth(kept)));
}

/** A line cut to at most `width` columns. */
export function cutLine(spans: Line, width: number, ellipsis = '…'): Line {
  if (lineWidth(spans) <= width) return spans;
  const kept: Span[] = [];
  let room = width;
  for (const piece of spans) {
    const size = displayWidth(piece.text);
    if (size < room) {
      kept.push(piece);
      room -= size;
      continue;
    }
    // Cut here even where this piece would just fit: more follows, and the reader should see that.
    kept.push({ ...piece, text: cut(`${piece.text}  `, room, ellipsis) });
    break;
  }
  return kept;
}

/** A line filled with spaces to `width` columns, so that a selection runs to the edge of its panel. */
export function fillLine(spans: Line, width: number): Line {
  const missing = width - lineWidth(spans);
  if (missing <= 0) return spans;
  const last = spans.at(-1);
  return [...spans, { text: ' '.repeat(missing), ...(last?.isSelected === true ? { isSelected: true } : {}) }];
}

/** `left` and `right` at the two ends of `width` columns; where both don't toWidth, `left` gives way. */
export function spread(left: Line, right: Line, width: number, ellipsis = '…'): Line {
  const room = width - lineWidth(right);
  if (room <= 1) return cutLine(right, width, ellipsis);
  const kept = cutLine(left, room - 1, ellipsis);
  return [...kept, { text: ' '.repeat(room - lineWidth(kept)) }, ...right];
}
