import type { List } from '../lab/list.ts';
import type { Model } from '../lab/model.ts';
import type { PickOverlay } from '../lab/overlays.ts';
import type { Glyphs } from '../text/glyphs.ts';
import { type Line, line, span, toWidth } from '../text/line.ts';

/** What the picker offers: principals to act as, or Regions to go to, narrowed to what was typed. */
export function pickList({ data, here }: Model, overlay: PickOverlay, width: number, glyphs: Glyphs): List {
  if (data === null) return { lines: [], ids: [] };
  const all =
    overlay.what === 'principal'
      ? data.view.principals.map(({ arn, label, policies }) => ({ id: arn, name: label, about: policies.join(', ') }))
      : data.view.regions.map(({ region, name }) => ({ id: region, name: region, about: name }));
  const wanted = overlay.filter.toLowerCase();
  const offered = all.filter(({ id, name, about }) => `${id} ${name} ${about}`.toLowerCase().includes(wanted));
  if (offered.length === 0) return { lines: [line(`nothing matches "${overlay.filter}"`, 'dim')], ids: [null] };
  const longest = Math.max(...offered.map(({ name }) => name.length));
  const current = overlay.what === 'principal' ? here.as : here.region;
  const lines = offered.map(({ id, name, about }, index): Line => {
    const isSelected = index === Math.min(overlay.index, offered.length - 1);
    const now = id === current ? ' (now)' : '';
    const text = toWidth(
      `${isSelected ? glyphs.pointer : ' '} ${name.padEnd(longest)}  ${about}${now}`,
      width,
      glyphs.ellipsis,
    );
    return [isSelected ? { text, isSelected: true } : span(text)];
  });
  return { lines, ids: offered.map(({ id }) => id) };
}
