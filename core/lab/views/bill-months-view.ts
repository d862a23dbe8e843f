import type { Bill, BillLine } from '../../billing/bill.ts';
import { inCents } from '../../billing/money.ts';
import { type Month, monthAt } from '../../billing/month.ts';
import { BILL_PARTS, type BillMonth, type BillPart } from '../bill-shapes.ts';
import type { LabQuery } from '../client.ts';
import type { Store } from '../store.ts';
import type { World } from '../world.ts';
import { billView } from './bill-view.ts';

/** Months that are told of, at most: a year of them. */
const MOST_MONTHS = 12;

/**
 * What KMS costs month by month, the one that it is last, from the month in which the world began.
 * @throws {LabError} for an account that isn't there
 */
export function billMonthsView(
  { accountId }: Extract<LabQuery, { type: 'billMonths' }>,
  from: { readonly world: World; readonly store: Store },
): readonly BillMonth[] {
  const { now, startedAt } = from.world;
  const months: Month[] = [];
  for (let month = monthAt(now); months.length < MOST_MONTHS; month = monthAt(month.start - 1)) {
    months.unshift(month);
    if (month.start <= startedAt) break;
  }
  return months.map(({ name }) => {
    const bills = billView({ type: 'bill', month: name, ...(accountId !== undefined && { accountId }) }, from);
    return monthOf(name, bills);
  });
}

function monthOf(month: string, bills: readonly Bill[]): BillMonth {
  const lines = bills.flatMap((bill) => bill.lines);
  const microDollars = bills.reduce((sum, bill) => sum + bill.microDollars, 0);
  const parts = BILL_PARTS.map((part) => {
    const sum = lines.filter((line) => partOf(line) === part).reduce((all, line) => all + line.microDollars, 0);
    return { part, microDollars: sum, amount: inCents(sum) };
  });
  return { month, microDollars, total: inCents(microDollars), parts };
}

function partOf({ charge }: BillLine): BillPart {
  return charge === 'keys' || charge === 'rotations' ? charge : 'requests';
}
