import { type Line, line, span } from '../text/line.ts';
import { printable } from '../text/printable.ts';
import { wrap, wrapLines } from '../text/wrap.ts';

/** What was pasted, line by line, before any of it runs. */
export function pasteLines(lines: readonly string[], width: number): readonly Line[] {
  const says = `${lines.length} commands were pasted. Enter runs them in this order, and stops at the first that fails; Esc runs none.`;
  return [
    ...wrapLines(says, width, { tone: 'warn' }),
    line(''),
    ...lines.flatMap((text, index) =>
      wrap(printable(text), Math.max(1, width - 4)).map(
        (part, row): Line => [span(row === 0 ? `${String(index + 1).padStart(2)}  ` : '    ', 'dim'), span(part)],
      ),
    ),
  ];
}
