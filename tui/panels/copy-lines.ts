import { copyables } from '../lab/copyables.ts';
import type { Model } from '../lab/model.ts';
import { type Line, lineWidth, type Span, span } from '../text/line.ts';
import { hint } from './hint.ts';

/** What can be copied and the letters for it, in as many lines as that takes; the last one stands where the keys do. */
export function copyLines(model: Model): readonly Line[] {
  const lines: Span[][] = [[span(' copy: ', 'strong')]];
  for (const piece of [...copyables(model).map(({ key, name }) => hint(key, name)), hint('Esc', 'nothing')]) {
    const current = lines.at(-1) ?? [];
    if (lineWidth([...current, ...piece]) - GAP > model.size.columns) lines.push([span('       '), ...piece]);
    else current.push(...piece);
  }
  return lines;
}

/** Behind the last one of a line. */
const GAP = 2;
