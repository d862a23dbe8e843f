import type { ReplaySummary } from '../../core/index.ts';
import type { List } from '../lab/list.ts';
import type { Glyphs } from '../text/glyphs.ts';
import { type Line, span, spread } from '../text/line.ts';

/** What there is to replay; `selected` is the place of the one that keys act on. */
export function replaysList(replays: readonly ReplaySummary[], selected: number, width: number, glyphs: Glyphs): List {
  const lines = replays.map(({ title, steps }, index): Line => {
    const isSelected = index === selected;
    const name = span(`${isSelected ? glyphs.pointer : ' '}${title}`);
    const count = span(`${steps} ${steps === 1 ? 'step' : 'steps'}`, 'dim');
    const filled = spread([name], [count], width, glyphs.ellipsis);
    return isSelected ? filled.map((piece) => ({ ...piece, isSelected })) : filled;
  });
  return { lines, ids: replays.map(({ name }) => name) };
}
