import type { Bill, BilledItem, BillLine } from '../../core/index.ts';
import { Button } from '../components/Button.tsx';
import { useWorkbench } from '../hooks/use-workbench.ts';
import { formatInstant } from '../lab/format.ts';

/** What is behind a line is shown so far; the rest is counted. */
const MOST_ITEMS = 50;

/** A bill's lines, what each comes from, and their sum. */
export function BillTable({ bill: { lines, total, prices, supposes, microDollars } }: { readonly bill: Bill }) {
  const dearest = Math.max(1, ...lines.map((line) => line.microDollars));
  return (
    <>
      {supposes.map((supposed) => (
        <p key={supposed} className="notice notice-warning">
          What if: {supposed}
        </p>
      ))}
      <table className="bill-table">
        <caption className="visually-hidden">The bill, line by line</caption>
        <thead>
          <tr>
            <th scope="col">For</th>
            <th scope="col">Region</th>
            <th scope="col" className="number">
              Used
            </th>
            <th scope="col" className="number">
              Price
            </th>
            <th scope="col" className="number">
              Amount
            </th>
          </tr>
        </thead>
        {lines.map((line) => (
          <BillRows key={`${line.says} ${line.region} ${line.charge}`} line={line} dearest={dearest} />
        ))}
        <tfoot>
          <tr>
            <th scope="row" colSpan={4}>
              Total
            </th>
            <td className="number" data-micro-dollars={microDollars}>
              {total}
            </td>
          </tr>
        </tfoot>
      </table>
      <p className="muted">
        Prices of {prices.region} as of {prices.asOf}: {prices.source}. Keys are billed by the hour: move the clock, on
        top, to see what time costs.
      </p>
    </>
  );
}

function BillRows({ line, dearest }: { readonly line: BillLine; readonly dearest: number }) {
  const { says, region, quantity, unit, price, microDollars, amount, behind } = line;
  return (
    <tbody>
      <tr className="bill-line">
        <th scope="row">
          {says}
          <meter className="bill-share" min={0} max={dearest} value={Math.max(0, microDollars)} aria-hidden="true" />
        </th>
        <td>{region ?? 'all'}</td>
        <td className="number">
          {quantity.toLocaleString('en')} {quantity === 1 ? unit.slice(0, -1) : unit}
        </td>
        <td className="number muted">{price}</td>
        <td className="number">{amount}</td>
      </tr>
      {behind.length > 0 && (
        <tr className="bill-behind">
          <td colSpan={5}>
            <details>
              <summary>{behind.length === 1 ? 'What is behind it' : `${behind.length} things behind it`}</summary>
              <ul>
                {behind.slice(0, MOST_ITEMS).map((item) => (
                  <BehindItem
                    key={`${item.keyArns.join()} ${item.from} ${item.events[0]?.eventName}`}
                    item={item}
                    unit={unit}
                  />
                ))}
                {behind.length > MOST_ITEMS && <li className="muted">and {behind.length - MOST_ITEMS} more</li>}
              </ul>
            </details>
          </td>
        </tr>
      )}
    </tbody>
  );
}

/** A key with its hours, or requests that are alike; each leads to CloudTrail's records. */
function BehindItem({ item, unit }: { readonly item: BilledItem; readonly unit: BillLine['unit'] }) {
  const { names, dispatch, open } = useWorkbench();
  const { keyArns, quantity, from, until, events } = item;
  return (
    <li>
      <span className="number">
        {quantity.toLocaleString('en')}
        {unit === 'requests' ? ' ×' : ' h'}
      </span>
      <span>
        {unit === 'requests' && `${events[0]?.eventName ?? ''} `}
        {keyArns.map((arn) => names.key(arn)).join(' and ')}
        {from !== null && until !== null && (
          <span className="muted">
            {' '}
            from {formatInstant(from)} to {formatInstant(until)}
          </span>
        )}
      </span>
      {events.map(({ eventName, count, lastEventId }) => (
        <Button
          key={`${eventName} ${lastEventId}`}
          kind="quiet"
          onClick={() => {
            dispatch({ type: 'standOnRecord', at: { eventId: lastEventId, requestId: null } });
            dispatch({ type: 'goTo', place: 'trail' });
            open({ type: 'record', eventId: lastEventId });
          }}
        >
          {eventName}
          {count > 1 && ` (${count.toLocaleString('en')}, the last)`}
        </Button>
      ))}
    </li>
  );
}
