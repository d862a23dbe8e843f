import { type List, linesMadeBy } from '../lab/list.ts';
import type { LoggedRun, Model } from '../lab/model.ts';
import type { Glyphs } from '../text/glyphs.ts';
import { isoMinute } from '../text/instants.ts';
import { type Line, line, type Span, span, spread, toWidth } from '../text/line.ts';

function endOf({ exitCode, undone }: LoggedRun): Span {
  if (undone !== null) return span('undone', 'warn');
  return exitCode === 0 ? span('ok', 'good') : span(`exit ${exitCode}`, 'bad');
}

/** Everything that was run here, newest last, whether it was typed, pressed or pasted: each could be typed again. */
export function logList({ log }: Model, index: number, width: number, glyphs: Glyphs): List {
  if (log.length === 0)
    return {
      lines: [line('Nothing was run yet. Whatever a key does here is an aws command, and stands here.', 'dim')],
      ids: [null],
    };
  const lineAt = (at: number): Line => {
    const run = log[at];
    if (run === undefined) return line('');
    const isSelected = at === index;
    const mark = isSelected ? glyphs.pointer : ' ';
    const ended = endOf(run);
    const who = width < 100 ? '' : `${toWidth(`${run.as} ${run.region}`, 30, glyphs.ellipsis)} `;
    const left = [span(`${mark}${isoMinute(run.at).slice(5, 16)} ${who}`, 'dim'), span(run.line)];
    const filled = spread(left, [ended], width, glyphs.ellipsis);
    return isSelected ? filled.map((piece) => ({ ...piece, isSelected: true })) : filled;
  };
  return { lines: linesMadeBy(log.length, lineAt), ids: log.map((_, at) => String(at)) };
}
