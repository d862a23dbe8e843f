import type { WhatIf } from '../../core/index.ts';
import { billLines } from '../overlays/bill-lines.ts';
import { line } from '../text/line.ts';
import { ASK_OPTIONS, askerFor } from './ask-lab.ts';
import { EXIT } from './exit-codes.ts';
import { parseOptions } from './parse-options.ts';
import { PRINT_OPTIONS, printAnswer } from './print.ts';
import { UsageError } from './usage-error.ts';

export const BILL_OPTIONS = {
  ...ASK_OPTIONS,
  ...PRINT_OPTIONS,
  month: { type: 'string' },
  account: { type: 'string' },
  events: { type: 'boolean' },
  'what-if': { type: 'string', multiple: true },
} as const;

/**
 * `kmslab bill`: what KMS would cost each account of a world in a month, line by line, with what is behind each.
 * @throws {UsageError} for a bad option, or a month or an account that isn't there
 */
export async function runBill(argv: readonly string[]): Promise<number> {
  const { values, lists } = parseOptions(argv, BILL_OPTIONS, 0);
  const { month, account } = values;
  const whatIf = suppositions(lists['what-if'] ?? []);
  const asker = await askerFor(values);
  const bills = await asker.ask({
    type: 'bill',
    ...(month === undefined ? {} : { month: String(month) }),
    ...(account === undefined ? {} : { accountId: String(account) }),
    whatIf,
  });
  const view = await asker.ask({ type: 'view' });
  printAnswer(values, bills, (width) =>
    bills.flatMap((bill, index) => [
      ...(index === 0 ? [] : [line('')]),
      ...billLines(bill, { view, hasEvents: values.events === true }, width),
    ]),
  );
  return EXIT.ok;
}

function suppositions(texts: readonly string[]): WhatIf {
  return Object.assign({}, ...texts.map(supposition));
}

function supposition(text: string): WhatIf {
  if (text === 'month-end') return { toMonthEnd: true };
  if (text === 'no-rotation') return { withoutRotation: true };
  const [, requests] = /^requests=(\d{1,12})$/.exec(text) ?? [];
  if (requests !== undefined) return { morePerDay: Number(requests) };
  throw new UsageError(`--what-if: expected month-end, no-rotation or requests=N (a day), got "${text}"`);
}
