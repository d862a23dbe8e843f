import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { BillMonth } from '../../../core/index.ts';
import { billChartLayout } from '../../../renderer/diagrams/bill-chart-layout.ts';
import { BillMonths } from '../../../renderer/views/BillMonths.tsx';

function month(name: string, keys: number, rotations: number): BillMonth {
  const amount = (dollars: number) => `$${dollars}.00`;
  return {
    month: name,
    microDollars: (keys + rotations) * 1_000_000,
    total: amount(keys + rotations),
    parts: [
      { part: 'keys', microDollars: keys * 1_000_000, amount: amount(keys) },
      { part: 'rotations', microDollars: rotations * 1_000_000, amount: amount(rotations) },
      { part: 'requests', microDollars: 0, amount: amount(0) },
    ],
  };
}
const MONTHS = [month('2025-12', 2, 0), month('2026-01', 2, 2), month('2026-02', 0, 0)];

describe('the bars of the bill', () => {
  it('are as high as their amounts, and stand on each other', () => {
    const { bars, floor } = billChartLayout(MONTHS);
    const heights = bars.map(({ parts }) => parts.map(({ part, height }) => [part, height]));
    expect(heights).toEqual([
      [['keys', 54]],
      [
        ['keys', 54],
        ['rotations', 54],
      ],
      [],
    ]);
    expect(bars[1]?.parts.map(({ y }) => y)).toEqual([floor - 54, floor - 108]);
    expect(bars.map(({ y }) => y)).toEqual([floor - 54, floor - 108, floor]);
  });

  it('say the year where it is a new one', () => {
    expect(billChartLayout(MONTHS).bars.map(({ label }) => label)).toEqual(['2025-12', '2026-01', '02']);
  });

  it('have a table beside them, with the chosen month marked', () => {
    const markup = renderToStaticMarkup(<BillMonths months={MONTHS} chosen="2026-01" onChoose={() => undefined} />);
    expect(markup).toContain(
      'aria-label="What KMS costs, month by month: 2025-12 $2.00, 2026-01 $4.00, 2026-02 $0.00"',
    );
    const rows = markup.match(/<tr class="bill-line">.*?<\/tr>/g)?.map((row) =>
      row
        .replace(/<[^>]+>/g, ' ')
        .trim()
        .split(/\s+/),
    );
    expect(rows?.[1]).toEqual(['2026-01', '$2.00', '$2.00', '$0.00', '$4.00']);
    expect(
      markup
        .match(/<tr class="bill-year">.*?<\/tr>/)?.[0]
        .replace(/<[^>]+>/g, ' ')
        .trim()
        .split(/\s{2,}/),
    ).toEqual(['3 months', '$4.00', '$2.00', '$0.00', '$6.00']);
    expect(markup.match(/aria-pressed="true"[^>]*>([^<]*)/)?.[1]).toBe('2026-01');
  });
});
