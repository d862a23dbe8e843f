import type { Chart, KeyVisit } from '../../core/index.ts';
import { inWords } from '../lab/format.ts';
import { ChartTable } from './ChartTable.tsx';
import { layoutRegion } from './chart-layout.ts';
import { RegionDrawing } from './RegionDrawing.tsx';

type KeyChartProps = {
  readonly chart: Chart;
  /** An arrow that is possible now was chosen. */
  readonly onEvent: (event: string) => void;
  /** States that the key has been in, where that is shown. */
  readonly visits: readonly KeyVisit[];
};

/** A key's machine, drawn from the machine's own data: the live state lit, and every arrow that leads out of it. */
export function KeyChart({ chart, onEvent, visits }: KeyChartProps) {
  const visited = (name: string) => new Set(visits.filter(({ region }) => region === name).map(({ to }) => to));
  const [lifecycle, ...beside] = chart.regions;
  return (
    <div className="chart">
      {lifecycle !== undefined && (
        <RegionDrawing
          title={inWords(lifecycle.name)}
          drawing={layoutRegion(lifecycle)}
          visited={visited(lifecycle.name)}
          onEvent={onEvent}
        />
      )}
      <div className="chart-beside">
        {beside.map((region) => (
          <figure key={region.name}>
            <figcaption>{inWords(region.name)}</figcaption>
            <RegionDrawing
              title={inWords(region.name)}
              drawing={layoutRegion(region)}
              visited={visited(region.name)}
              onEvent={onEvent}
            />
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
