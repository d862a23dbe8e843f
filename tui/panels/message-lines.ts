import { type Model, QUIETLY, topOverlay } from '../lab/model.ts';
import type { CommandOverlay } from '../lab/overlays.ts';
import { foldLines } from '../text/fold.ts';
import type { Glyphs } from '../text/glyphs.ts';
import { type Line, line, span } from '../text/line.ts';
import { printable } from '../text/printable.ts';
import { copyLines } from './copy-lines.ts';

/** A message takes so many lines at most; why the lab could not be opened, twice as many. */
const MOST_LINES = 3;

/** The message above the keys, in as many lines as it takes: the panels give them up. One at least. */
export function messageLines(model: Model, glyphs: Glyphs): readonly Line[] {
  if (topOverlay(model)?.type === 'copy') {
    const above = copyLines(model).slice(0, -1);
    return above.length === 0 ? [line('')] : above;
  }
  const most = model.failure === null ? MOST_LINES : 2 * MOST_LINES;
  const safe = messageLine(model, glyphs).map((piece) => ({ ...piece, text: glyphs.spell(printable(piece.text)) }));
  return foldLines([safe], model.size.columns).slice(0, most);
}

/** What has just happened, or what the lab is doing. */
function messageLine(model: Model, glyphs: Glyphs): Line {
  if (model.failure !== null) return line(` the lab could not be opened: ${model.failure}`, 'bad');
  if (model.notice !== null) return line(` ${model.notice.text}`, model.notice.tone);
  if (model.busy !== null && model.busy !== QUIETLY)
    return line(` ${model.busy}${glyphs.ellipsis}${waiting(model)}`, 'dim');
  const top = topOverlay(model);
  if (top?.type === 'filter')
    return line(' rows with every word of this, none of -word; Enter keeps it, Esc does not', 'dim');
  if (top?.type === 'command' && top.search !== null) return line(` earlier lines with: ${top.search}`, 'accent');
  if (top?.type === 'command' && top.chosen !== null)
    return line(' Enter takes the marked one, Tab the next, Esc none', 'dim');
  if (top?.type === 'command')
    return top.note === ''
      ? line(' letters type here, Enter runs the line, Esc leaves it', 'dim')
      : line(` ${top.note}${completesHere(top)}`, 'warn');
  if (top !== null) return line('');
  return model.isPresenting ? captionLine(model) : line('');
}

/** In a gap Tab is named where it has something to complete. */
function completesHere({ completions, offered }: CommandOverlay): string {
  if (offered === null || offered.unfilled === null) return '';
  return completions.length > 0 ? ', or Tab; then Enter' : '; then Enter';
}

/** How many pasted lines wait, and how to have them not run. */
function waiting({ queue }: Model): string {
  const count = queue.lines.length;
  return count === 0 ? '' : ` ${count} more ${count === 1 ? 'waits' : 'wait'}; Esc stops before the next`;
}

/** What was pressed and run last, for those who watch. */
function captionLine({ lastKey, log }: Model): Line {
  return [
    span(' '),
    ...(lastKey === null ? [] : [{ text: ` ${lastKey} `, isSelected: true }, span('  ')]),
    span(log.at(-1)?.line ?? '', 'strong'),
  ];
}
