import type { BillMonth, BillPart } from '../../core/index.ts';
import { BillChart } from '../diagrams/BillChart.tsx';

type BillMonthsProps = {
  readonly months: readonly BillMonth[];
  readonly chosen: string;
  readonly onChoose: (month: string) => void;
};

const PARTS = {
  keys: 'Keys',
  rotations: 'Rotations',
  requests: 'Requests',
} as const satisfies Record<BillPart, string>;

/** The months of a year as bars, and as a table; each leads to its bill. */
export function BillMonths({ months, chosen, onChoose }: BillMonthsProps) {
  const names = months[0]?.parts.map(({ part }) => part) ?? [];
  return (
    <section className="bill-months" aria-labelledby="bill-months">
      <h3 id="bill-months">Month by month</h3>
      <div className="bill-months-parts">
        <BillChart months={months} chosen={chosen} onChoose={onChoose} />
        <table className="bill-table">
          <caption className="visually-hidden">What KMS costs, month by month</caption>
          <thead>
            <tr>
              <th scope="col">Month</th>
              {names.map((part) => (
                <th key={part} scope="col" className="number">
                  <span className={`bill-sign bill-${part}`} aria-hidden="true" />
                  {PARTS[part]}
                </th>
              ))}
              <th scope="col" className="number">
                Total
              </th>
            </tr>
          </thead>
          <tbody>
            {months.map(({ month, parts, total }) => (
              <tr key={month} className="bill-line">
                <th scope="row">
                  <button type="button" aria-pressed={month === chosen} onClick={() => onChoose(month)}>
                    {month}
                  </button>
                </th>
                {parts.map(({ part, amount }) => (
                  <td key={part} className="number">
                    {amount}
                  </td>
                ))}
                <td className="number">{total}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr className="bill-year">
              <th scope="row">{months.length} months</th>
              {names.map((name) => (
                <td key={name} className="number">
                  {inAll(months.map(({ parts }) => parts.find(({ part }) => part === name)?.microDollars ?? 0))}
                </td>
              ))}
              <td className="number">{inAll(months.map(({ microDollars }) => microDollars))}</td>
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  );
}

const MICRO_DOLLARS_A_CENT = 10_000;

/** What months cost together, each to the cent, as it is billed and stands above. */
function inAll(months: readonly number[]): string {
  const cents = months.reduce((sum, microDollars) => sum + Math.round(microDollars / MICRO_DOLLARS_A_CENT), 0);
  return `$${(cents / 100).toFixed(2)}`;
}
