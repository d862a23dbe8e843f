import type { MapItem, MapLink, WorldMap } from '../../core/index.ts';

/** The map's measures, in pixels. */
export const MAP = { band: 26, item: 40, gap: 6, padding: 8, column: 190 } as const;

/** More of one account in one Region are counted. */
const MOST_IN_CELL = 12;

/** Something on the map, and where: how many columns from the left, and so many pixels from the top. */
export interface PlacedItem {
  readonly item: MapItem;
  readonly column: number;
  readonly y: number;
}

/** An account: a band over all Regions. */
export interface MapRow {
  readonly accountId: string;
  readonly name: string;
  readonly y: number;
  readonly height: number;
  /** What no longer found room, by column. */
  readonly more: readonly { readonly column: number; readonly y: number; readonly count: number }[];
}

/** A line between two items that are both on the map. */
export interface PlacedLink extends Omit<MapLink, 'from' | 'to'> {
  readonly from: PlacedItem;
  readonly to: PlacedItem;
}

export interface MapLayout {
  readonly columns: number;
  readonly height: number;
  readonly rows: readonly MapRow[];
  readonly items: readonly PlacedItem[];
  readonly links: readonly PlacedLink[];
}

/** A column a Region, a row an account, and in each cell what lies there, one below the other. */
export function layoutMap({ accounts, regions, items, links }: WorldMap): MapLayout {
  const placed: PlacedItem[] = [];
  let y = 0;
  const rows = accounts.map(({ accountId, name }): MapRow => {
    const top = y + MAP.band + MAP.padding;
    const more: { column: number; y: number; count: number }[] = [];
    let deepest = 1;
    for (const [column, { region }] of regions.entries()) {
      const here = items.filter((item) => item.accountId === accountId && item.region === region);
      const shown = here.slice(0, MOST_IN_CELL);
      placed.push(...shown.map((item, index) => ({ item, column, y: top + index * (MAP.item + MAP.gap) })));
      const left = here.length - shown.length;
      if (left > 0) more.push({ column, y: top + shown.length * (MAP.item + MAP.gap), count: left });
      deepest = Math.max(deepest, shown.length + (left > 0 ? 1 : 0));
    }
    const height = MAP.band + 2 * MAP.padding + deepest * (MAP.item + MAP.gap) - MAP.gap;
    const row = { accountId, name, y, height, more };
    y += height;
    return row;
  });
  const byId = new Map(placed.map((one) => [one.item.id, one]));
  return {
    columns: regions.length,
    height: y,
    rows,
    items: placed,
    links: links.flatMap(({ from, to, how }) => {
      const [start, end] = [byId.get(from), byId.get(to)];
      return start === undefined || end === undefined ? [] : [{ from: start, to: end, how }];
    }),
  };
}

/** The ends of a line, as SVG has them: across in hundredths of the width, down in pixels. Within a Region it is at its edge. */
export function linkEnds({ from, to }: PlacedLink, columns: number) {
  const across = (one: PlacedItem, side: number) => `${(((one.column + side) / columns) * 100).toFixed(2)}%`;
  const middle = (one: PlacedItem) => one.y + MAP.item / 2;
  const goesRight = to.column >= from.column;
  return {
    x1: across(from, goesRight ? 0.94 : 0.06),
    y1: middle(from),
    x2: across(to, goesRight && to.column > from.column ? 0.06 : 0.94),
    y2: middle(to),
  };
}
