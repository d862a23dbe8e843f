import type { Chart } from '../../core/index.ts';
import { inWords } from '../lab/format.ts';
import { ChartTable } from './ChartTable.tsx';
import { layoutRegion } from './chart-layout.ts';
import { RegionDrawing } from './RegionDrawing.tsx';

type KeyChartProps = {
  readonly chart: Chart;
  /** An arrow that is possible now was chosen. */
  readonly onEvent: (event: string) => void;
};

/** A key's machine, drawn from the machine's own data: the live state lit, and every arrow that leads out of it. */
export function KeyChart({ chart, onEvent }: KeyChartProps) {
  const [lifecycle, ...beside] = chart.regions;
  return (
    <div className="chart">
      {lifecycle !== undefined && (
        <RegionDrawing title={inWords(lifecycle.name)} drawing={layoutRegion(lifecycle)} onEvent={onEvent} />
      )}
      <div className="chart-beside">
        {beside.map((region) => (
          <figure key={region.name}>
            <figcaption>{inWords(region.name)}</figcaption>
            <RegionDrawing title={inWords(region.name)} drawing={layoutRegion(region)} onEvent={onEvent} />
          </figure>
        ))}
      </div>
      <details className="chart-table">
        <summary>As a table</summary>
        {chart.regions.map((region) => (
          <ChartTable key={region.name} region={region} />
        ))}
      </details>
    </div>
  );
}
