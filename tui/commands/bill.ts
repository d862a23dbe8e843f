import type { WhatIf } from '../../core/index.ts';
import { BILL } from '../manual/bill.ts';
import { billLines } from '../overlays/bill-lines.ts';
import { line } from '../text/line.ts';
import { accountIdOf } from './account-id-of.ts';
import { askerFor } from './ask-lab.ts';
import { EXIT } from './exit-codes.ts';
import { printAnswer } from './print.ts';
import { readCommandLine } from './read-command-line.ts';
import { UsageError } from './usage-error.ts';

/**
 * `kmslab bill`: what KMS would cost each account of a world in a month, line by line, with what is behind each.
 * @throws {UsageError} for a bad option, or a month or an account that isn't there
 */
export async function runBill(argv: readonly string[]): Promise<number> {
  const { values, lists } = readCommandLine('bill', BILL, argv);
  const { month, account } = values;
  const whatIf = suppositions(lists['what-if'] ?? []);
  const asker = await askerFor(values);
  const view = await asker.ask({ type: 'view' });
  const bills = await asker.ask({
    type: 'bill',
    ...(month === undefined ? {} : { month: String(month) }),
    ...(account === undefined ? {} : { accountId: accountIdOf(String(account), view) }),
    whatIf,
  });
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
  const [, replicas] = /^replicas=(\d{1,6})$/.exec(text) ?? [];
  if (replicas !== undefined) return { moreReplicas: Number(replicas) };
  const expected = 'month-end, no-rotation, requests=N (a day) or replicas=N';
  throw new UsageError(`--what-if: expected ${expected}, got "${text}"`);
}
