import type { KeySummary, LabView } from '../../core/index.ts';
import { accountName, stateTag } from '../lab/names.ts';
import type { Glyphs } from '../text/glyphs.ts';
import { cutLine, type Line, line, span, toWidth } from '../text/line.ts';

/** Which keys are asked for; all of them where nothing is said. */
export interface KeysAsked {
  readonly accountId?: string;
  readonly region?: string;
  readonly state?: string;
}

/** The keys of a world that are asked for. */
export function keysAsked({ keys }: LabView, { accountId, region, state }: KeysAsked): readonly KeySummary[] {
  return keys.filter(
    (key) =>
      (accountId === undefined || key.accountId === accountId) &&
      (region === undefined || key.region === region) &&
      (state === undefined || key.keyState === state),
  );
}

/** Keys as a table: what it is called, its state, what it is, where it is, its id. */
export function keyTableLines(
  keys: readonly KeySummary[],
  view: LabView,
  width: number,
  glyphs: Glyphs,
): readonly Line[] {
  if (keys.length === 0) return [line('No such key.', 'dim')];
  const rows = keys.map((key) => [
    key.alias ?? '-',
    `[${stateTag(key)}]`,
    key.keySpec === 'SYMMETRIC_DEFAULT' ? 'symmetric' : key.keySpec,
    `${accountName(key.accountId, view)} ${key.region}`,
    key.keyId,
  ]);
  const widths = [0, 1, 2, 3].map((at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows.map(([alias = '', state = '', spec = '', place = '', id = '']) => {
    const [nameWidth = 0, stateWidth = 0, specWidth = 0, placeWidth = 0] = widths;
    return cutLine(
      [
        span(toWidth(alias, Math.min(nameWidth, NAME_WIDTH), glyphs.ellipsis), 'strong'),
        span(`  ${toWidth(state, stateWidth)}`),
        span(`  ${toWidth(spec, specWidth)}`, 'dim'),
        span(`  ${toWidth(place, placeWidth)}`, 'dim'),
        span(`  ${id}`, 'accent'),
      ],
      Math.max(width, LEAST),
      glyphs.ellipsis,
    );
  });
}

/** Longer aliases are cut: an id must be whole, to be copied. */
const NAME_WIDTH = 24;
const LEAST = 96;
