import type { Bill, BilledItem, BillLine, LabView } from '../../core/index.ts';
import { isoMinute } from '../text/instants.ts';
import { type Line, line, lineWidth, span, spread, toWidth } from '../text/line.ts';
import { wrap, wrapLines } from '../text/wrap.ts';

/** What is behind a line is told so far; the rest is counted. */
const MOST_ITEMS = 8;
/** The name of a price has at least so much room beside its numbers; where there is less, they stand under it. */
const LEAST_NAME = 24;
/** Between columns. */
const GAP = 2;

/** How a bill is told. */
export interface BillTelling {
  /** For the names of accounts and keys. */
  readonly view: LabView;
  /** Whether the ids of CloudTrail's events stand under what they make up. */
  readonly hasEvents: boolean;
}

/** A bill: a line for each price and Region, under each what it comes from, the sum, and what a replica more would cost. */
export function billLines(bill: Bill, { view, hasEvents }: BillTelling, width: number): readonly Line[] {
  const { accountId, month, until, isWhole, lines, total, prices, supposes, replicaMore } = bill;
  const account = view.accounts.find((known) => known.accountId === accountId);
  const columns = columnsOf(lines);
  const part = isWhole ? '' : ` up to ${isoMinute(until)}`;
  const isOfKeys = lines.some(({ charge }) => charge === 'keys');
  return [
    ...wrapLines(`bill of ${account?.name ?? 'account'} (${accountId}) for ${month}${part}`, width, { tone: 'strong' }),
    ...wrapLines(`Prices of ${prices.region} as of ${prices.asOf}: ${prices.source}`, width, { tone: 'dim' }),
    ...supposes.flatMap((supposed) => wrapLines(`What if: ${supposed}`, width, { tone: 'warn' })),
    line(''),
    ...lines.flatMap((each) => [
      ...headLines(each, width, columns),
      ...itemLines(each, view, hasEvents, width),
      ...(each.behind.length > MOST_ITEMS
        ? [line(`    and ${count(each.behind.length - MOST_ITEMS)} more`, 'dim')]
        : []),
    ]),
    ...(lines.length === 0 ? [line('Nothing was used.', 'dim')] : [line('')]),
    spread(line('Total', 'strong'), line(total, 'strong'), width),
    ...(isOfKeys && supposes.length === 0
      ? [spread(line('What if: + replica of a key, a month', 'dim'), line(replicaMore, 'dim'), width)]
      : []),
  ];
}

/** How wide the numbers of a bill are. */
interface Columns {
  readonly quantity: number;
  readonly price: number;
  readonly amount: number;
}

function columnsOf(lines: readonly BillLine[]): Columns {
  return {
    quantity: Math.max(0, ...lines.map((each) => usedIn(each).length)),
    price: Math.max(0, ...lines.map(({ price }) => price.length)),
    amount: Math.max(0, ...lines.map(({ amount }) => amount.length)),
  };
}

function usedIn({ quantity, unit }: BillLine): string {
  return `${count(quantity)} ${quantity === 1 ? unit.slice(0, -1) : unit}`;
}

/** A name whole, in as many lines as it takes, and its numbers beside the first, or below. */
function headLines(billed: BillLine, width: number, columns: Columns): readonly Line[] {
  const { says, region, price, amount } = billed;
  const name = region === null ? says : `${says}, ${region}`;
  const gap = ' '.repeat(GAP);
  const numbers: Line = [
    span(toWidth(usedIn(billed), columns.quantity) + gap),
    span(toWidth(price, columns.price) + gap, 'dim'),
    span(amount.padStart(columns.amount)),
  ];
  const room = width - lineWidth(numbers) - GAP;
  if (room < LEAST_NAME) return [...wrapLines(name, width), spread([], numbers, width)];
  const [first = '', ...others] = wrap(name, room);
  return [spread(line(first), numbers, width), ...others.map((part) => line(gap + part))];
}

function itemLines({ unit, behind }: BillLine, view: LabView, hasEvents: boolean, width: number): readonly Line[] {
  return behind.slice(0, MOST_ITEMS).flatMap((item) => {
    const keys = item.keyArns.map((arn) => keyName(arn, view)).join(' and ');
    const what = unit === 'requests' ? [item.events[0]?.eventName ?? '', keys] : [keys, timeOf(item)];
    const used = `${count(item.quantity)}${unit === 'requests' ? ' ×' : ' h'}`;
    const told = wrapLines(what.filter((text) => text !== '').join(' '), width, {
      tone: 'dim',
      indent: ' '.repeat(14),
      first: `  ${used.padStart(10)}  `,
    });
    return hasEvents ? [...told, ...eventLines(item)] : told;
  });
}

function eventLines({ events }: BilledItem): readonly Line[] {
  return events.map(({ eventName, count: times, firstEventId, lastEventId }) =>
    line(
      `${' '.repeat(14)}${eventName} ${firstEventId}${times === 1 ? '' : ` … ${lastEventId} (${count(times)})`}`,
      'dim',
    ),
  );
}

function timeOf({ from, until }: BilledItem): string {
  return from === null || until === null ? '' : `from ${isoMinute(from)} to ${isoMinute(until)}`;
}

function keyName(arn: string, { keys }: LabView): string {
  const alias = keys.find(({ keyArn }) => keyArn === arn)?.alias;
  return alias ?? arn.slice(arn.lastIndexOf(':') + 1);
}

function count(number: number): string {
  return number.toLocaleString('en');
}
