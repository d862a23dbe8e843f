import type { BillMonth, BillPart } from '../../core/index.ts';

/** A part of a bar, in the drawing's own units. */
export interface BarPart {
  readonly part: BillPart;
  readonly y: number;
  readonly height: number;
}

export interface Bar {
  readonly month: string;
  /** `03`, and with the year where that is a new one: `2026-01`. */
  readonly label: string;
  readonly total: string;
  readonly x: number;
  readonly width: number;
  /** The top of it all. */
  readonly y: number;
  readonly parts: readonly BarPart[];
}

export interface BillChartLayout {
  readonly width: number;
  readonly height: number;
  /** Where the bars stand. */
  readonly floor: number;
  readonly bars: readonly Bar[];
}

const SLOT = 44;
const BAR = 26;
const HEIGHT = 150;
const FLOOR = 126;
const TOP = 18;

/** A bar a month, as high as its amount beside the dearest one's, its parts on each other. */
export function billChartLayout(months: readonly BillMonth[]): BillChartLayout {
  const dearest = Math.max(1, ...months.map(({ microDollars }) => microDollars));
  const scale = (FLOOR - TOP) / dearest;
  return {
    width: months.length * SLOT,
    height: HEIGHT,
    floor: FLOOR,
    bars: months.map(({ month, total, parts }, index) => {
      let y = FLOOR;
      const stacked = parts.flatMap(({ part, microDollars }): readonly BarPart[] => {
        const height = microDollars * scale;
        if (height <= 0) return [];
        y -= height;
        return [{ part, y, height }];
      });
      const isNewYear = index === 0 || month.endsWith('-01');
      return {
        month,
        label: isNewYear ? month : month.slice('2026-'.length),
        total,
        x: index * SLOT + (SLOT - BAR) / 2,
        width: BAR,
        y,
        parts: stacked,
      };
    }),
  };
}
