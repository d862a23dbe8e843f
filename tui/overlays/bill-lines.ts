import type { Bill, BilledItem, BillLine, LabView } from '../../core/index.ts';
import { isoMinute } from '../text/instants.ts';
import { cut, type Line, line, span, spread, toWidth } from '../text/line.ts';
import { wrapLines } from '../text/wrap.ts';

/** What is behind a line is told so far; the rest is counted. */
const MOST_ITEMS = 8;
/** What the quantity, the price and the amount take at least. */
const COLUMNS = { quantity: 19, price: 18, amount: 12 } as const;

/** How a bill is told. */
export interface BillTelling {
  /** For the names of accounts and keys. */
  readonly view: LabView;
  /** Whether the ids of CloudTrail's events stand under what they make up. */
  readonly hasEvents: boolean;
}

/** A bill: a line for each price and Region, under each what it comes from, and the sum. */
export function billLines(bill: Bill, { view, hasEvents }: BillTelling, width: number): readonly Line[] {
  const { accountId, month, until, isWhole, lines, total, prices, supposes } = bill;
  const account = view.accounts.find((known) => known.accountId === accountId);
  const quantity = Math.max(COLUMNS.quantity, ...lines.map((each) => usedIn(each).length + 1));
  const part = isWhole ? '' : ` up to ${isoMinute(until)}`;
  return [
    line(`bill of ${account?.name ?? 'account'} (${accountId}) for ${month}${part}`, 'strong'),
    ...wrapLines(`Prices of ${prices.region} as of ${prices.asOf}: ${prices.source}`, width, { tone: 'dim' }),
    ...supposes.map((supposed) => line(`What if: ${supposed}`, 'warn')),
    line(''),
    ...lines.flatMap((each) => [
      headLine(each, width, quantity),
      ...itemLines(each, view, hasEvents),
      ...(each.behind.length > MOST_ITEMS
        ? [line(`    and ${count(each.behind.length - MOST_ITEMS)} more`, 'dim')]
        : []),
    ]),
    ...(lines.length === 0 ? [line('Nothing was used.', 'dim')] : [line('')]),
    spread(line('Total', 'strong'), line(total, 'strong'), width),
  ];
}

function usedIn({ quantity, unit }: BillLine): string {
  return `${count(quantity)} ${unit}`;
}

function headLine(billed: BillLine, width: number, quantity: number): Line {
  const { says, region, price, amount } = billed;
  const left = Math.max(24, width - quantity - COLUMNS.price - COLUMNS.amount);
  // The Region is told whole, where there is not room for both.
  const where = region === null ? '' : `, ${region}`;
  const name = `${cut(says, left - where.length - 1)}${where}`;
  return [
    span(toWidth(name, left)),
    span(toWidth(usedIn(billed), quantity)),
    span(toWidth(price, COLUMNS.price), 'dim'),
    span(amount.padStart(COLUMNS.amount)),
  ];
}

function itemLines({ unit, behind }: BillLine, view: LabView, hasEvents: boolean): readonly Line[] {
  return behind.slice(0, MOST_ITEMS).flatMap((item) => {
    const keys = item.keyArns.map((arn) => keyName(arn, view)).join(' and ');
    const what = unit === 'requests' ? [item.events[0]?.eventName ?? '', keys] : [keys, timeOf(item)];
    const used = `${count(item.quantity)}${unit === 'requests' ? ' ×' : ' h'}`;
    const told = line(`  ${used.padStart(10)}  ${what.filter((text) => text !== '').join(' ')}`, 'dim');
    return hasEvents ? [told, ...eventLines(item)] : [told];
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
