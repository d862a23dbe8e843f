import { type List, linesMadeBy } from '../lab/list.ts';
import type { Model } from '../lab/model.ts';
import type { PaletteOverlay } from '../lab/overlays.ts';
import { foundEntries, paletteEntries } from '../lab/palette.ts';
import type { Glyphs } from '../text/glyphs.ts';
import { type Line, line, span, spread } from '../text/line.ts';

/** As wide as the longest, `lesson` and `replay`, and a space. */
const CATEGORY_WIDTH = 7;

/** What the palette offers for what was typed, and which of it Enter takes. */
export function paletteList(
  model: Model,
  { filter, index, operations }: PaletteOverlay,
  width: number,
  glyphs: Glyphs,
): { readonly list: List; readonly selected: number } {
  const found = foundEntries(paletteEntries(model, operations), filter);
  const selected = Math.max(0, Math.min(index, found.length - 1));
  if (found.length === 0)
    return { list: { lines: [line(`nothing matches "${filter}"`, 'dim')], ids: [null] }, selected };
  const lineAt = (at: number): Line => {
    const entry = found[at];
    if (entry === undefined) return line('');
    const isSelected = at === selected;
    const about = entry.category === 'aws' ? entry.words.split('.')[0]?.trim() : '';
    const left = [
      span(`${isSelected ? glyphs.pointer : ' '} `),
      span(entry.category.padEnd(CATEGORY_WIDTH), 'dim'),
      span(entry.name),
      ...(about === undefined || about === '' ? [] : [span(`  ${about}`, 'dim')]),
    ];
    const filled = spread(left, [span(entry.key, 'accent')], width, glyphs.ellipsis);
    return isSelected ? filled.map((piece) => ({ ...piece, isSelected: true })) : filled;
  };
  return { list: { lines: linesMadeBy(found.length, lineAt), ids: found.map(({ name }) => name) }, selected };
}
