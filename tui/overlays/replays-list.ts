import type { ReplaySummary } from '../../core/index.ts';
import type { List } from '../lab/list.ts';
import type { Glyphs } from '../text/glyphs.ts';
import { type Line, span, toWidth } from '../text/line.ts';

/** What there is to replay; `selected` is the place of the one that keys act on. */
export function replaysList(replays: readonly ReplaySummary[], selected: number, width: number, glyphs: Glyphs): List {
  const lines = replays.map(({ title, steps }, index): Line => {
    const text = `${index === selected ? glyphs.pointer : ' '}${title}  ${steps} ${steps === 1 ? 'step' : 'steps'}`;
    const shown = toWidth(text, width, glyphs.ellipsis);
    return index === selected ? [{ text: shown, isSelected: true }] : [span(shown)];
  });
  return { lines, ids: replays.map(({ name }) => name) };
}
