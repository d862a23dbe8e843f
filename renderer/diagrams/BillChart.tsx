import type { BillMonth } from '../../core/index.ts';
import { billChartLayout } from './bill-chart-layout.ts';

type BillChartProps = {
  readonly months: readonly BillMonth[];
  readonly chosen: string;
  readonly onChoose: (month: string) => void;
};

/** Bars, month by month. Whoever can't see them, or uses no pointer, has the table beside it. */
export function BillChart({ months, chosen, onChoose }: BillChartProps) {
  const { width, height, floor, bars } = billChartLayout(months);
  return (
    <svg
      className="bill-chart"
      viewBox={`0 0 ${width} ${height}`}
      style={{ maxWidth: `${Math.max(width, 160) * 1.4}px` }}
      role="img"
      aria-label={`What KMS costs, month by month: ${bars.map(({ month, total }) => `${month} ${total}`).join(', ')}`}
    >
      <line className="bill-floor" x1="0" x2={width} y1={floor} y2={floor} />
      {bars.map((bar) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the pointer; the table's buttons are for everyone
        <g key={bar.month} className="bill-bar" data-chosen={bar.month === chosen} onClick={() => onChoose(bar.month)}>
          <rect className="bill-slot" x={bar.x - 7} y="0" width={bar.width + 14} height={height} />
          {bar.parts.map(({ part, y, height: high }) => (
            <rect key={part} className={`bill-part bill-${part}`} x={bar.x} y={y} width={bar.width} height={high} />
          ))}
          <text className="bill-amount" x={bar.x + bar.width / 2} y={bar.y - 5}>
            {bar.total}
          </text>
          <text x={bar.x + bar.width / 2} y={floor + 15}>
            {bar.label}
          </text>
        </g>
      ))}
    </svg>
  );
}
