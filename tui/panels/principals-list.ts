import { filteredBy } from '../../core/index.ts';
import type { List } from '../lab/list.ts';
import type { Model } from '../lab/model.ts';
import type { Glyphs } from '../text/glyphs.ts';
import { type Line, line, span, spread } from '../text/line.ts';

/** Who there is to act as; the one acting now says so. */
export function principalsList(model: Model, width: number, glyphs: Glyphs): List {
  if (model.data === null) return { lines: [line('')], ids: [null] };
  const principals = model.data.view.principals.filter(({ label, arn, policies }) =>
    filteredBy(model.filters.principals, () => [label, arn, ...policies].join(' ')),
  );
  if (principals.length === 0)
    return { lines: [line(` nobody with "${model.filters.principals}"`, 'dim')], ids: [null] };
  const selected = model.selectedPrincipal ?? model.here.as;
  return {
    ids: principals.map(({ arn }) => arn),
    lines: principals.map(({ arn, label }): Line => {
      const isActing = arn === model.here.as;
      const isSelected = model.focus === 'principals' && arn === selected;
      const mark = isSelected ? glyphs.pointer : ' ';
      const left = [span(`${mark}${label}`, isActing ? 'strong' : 'plain')];
      const right = isActing ? [span('you', 'good')] : [];
      const filled = spread(left, right, width, glyphs.ellipsis);
      return isSelected ? filled.map((piece) => ({ ...piece, isSelected: true })) : filled;
    }),
  };
}
