import type { ChartRegion } from '../../core/index.ts';
import { inWords } from '../lab/format.ts';

type ChartTableProps = { readonly region: ChartRegion };

/** Every transition of a region in words, those that the drawing leaves out included. */
export function ChartTable({ region }: ChartTableProps) {
  return (
    <table>
      <caption>{inWords(region.name)}</caption>
      <thead>
        <tr>
          <th scope="col">From</th>
          <th scope="col">Event</th>
          <th scope="col">To</th>
          <th scope="col">Now</th>
        </tr>
      </thead>
      <tbody>
        {region.transitions.map(({ from, to, event, guard, isPossibleNow }) => (
          <tr key={`${from} ${event} ${to} ${guard ?? ''}`} className={isPossibleNow ? 'possible' : ''}>
            <td>{inWords(from)}</td>
            <td>
              {event}
              {guard !== null && <span className="guard"> if {guard}</span>}
            </td>
            <td>{inWords(to)}</td>
            <td>{isPossibleNow ? 'possible' : ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
