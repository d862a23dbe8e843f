import { displayUnits, displayWidth } from './display-width.ts';
import { type Line, lineWidth, type Span, textOf } from './line.ts';

/**
 * Lines in at most `width` columns: what is longer goes on in the next line, a little further in than it began. It is
 * broken at spaces where there are any; every piece keeps its look.
 */
export function foldLines(lines: readonly Line[], width: number): readonly Line[] {
  return lines.flatMap((line) => (lineWidth(line) <= width ? [line] : fold(line, Math.max(8, width))));
}

function fold(line: Line, width: number): readonly Line[] {
  const lead = /^ */.exec(textOf(line))?.[0].length ?? 0;
  const indent = ' '.repeat(Math.min(lead + 2, Math.floor(width / 2)));
  const folded: Span[][] = [[]];
  let used = 0;
  const put = (text: string, look: Span): void => {
    folded.at(-1)?.push({ ...look, text });
    used += displayWidth(text);
  };
  const turn = (): void => {
    folded.push([{ text: indent }]);
    used = indent.length;
  };
  for (const piece of line) {
    for (const word of piece.text.split(/(?<= )(?=[^ ])/)) {
      const bare = word.trimEnd();
      if (used + displayWidth(bare) > width && used > indent.length && bare !== '') turn();
      for (const part of chopTo(word, width - used, width - indent.length)) {
        if (used + displayWidth(part.trimEnd()) > width) turn();
        // Spaces at the end of a line show nothing.
        put(used + displayWidth(part) > width ? part.trimEnd() : part, piece);
      }
    }
  }
  return folded;
}

/** A word in parts: the first of at most `first` columns, the others of at most `rest`. */
function chopTo(word: string, first: number, rest: number): readonly string[] {
  if (displayWidth(word.trimEnd()) <= first) return [word];
  const parts: string[] = [];
  let part = '';
  let used = 0;
  let room = first;
  for (const unit of displayUnits(word)) {
    if (used + unit.width > room && part !== '') {
      parts.push(part);
      part = '';
      used = 0;
      room = rest;
    }
    part += unit.text;
    used += unit.width;
  }
  return [...parts, part];
}
