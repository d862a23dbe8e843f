import { useState } from 'react';
import type { LabView, WhatIf } from '../../core/index.ts';
import { accountOf } from '../aws/key-commands.ts';
import { Button } from '../components/Button.tsx';
import { useAnswer } from '../hooks/use-answer.ts';
import { useWorkbench } from '../hooks/use-workbench.ts';
import { formatInstant } from '../lab/format.ts';
import { monthInWords, monthOf, monthsOn } from '../lab/months.ts';
import { BillSupposing } from '../views/BillSupposing.tsx';
import { BillTable } from '../views/BillTable.tsx';

type BillPlaceProps = { readonly view: LabView };

/** What KMS costs an account in a month of the lab's clock, each line with the events behind it. */
export function BillPlace({ view }: BillPlaceProps) {
  const { version, standpoint } = useWorkbench();
  const [chosenAccount, chooseAccount] = useState<string | null>(null);
  const [chosenMonth, chooseMonth] = useState<string | null>(null);
  const [whatIf, suppose] = useState<WhatIf>({});
  const accountId =
    view.accounts.find((account) => account.accountId === chosenAccount)?.accountId ?? accountOf(standpoint.as);
  const thisMonth = monthOf(view.now);
  const month = chosenMonth ?? thisMonth;
  const [bill] = useAnswer({ type: 'bill', accountId, month, whatIf }, version) ?? [];
  const go = (by: number) => chooseMonth(monthsOn(month, by) === thisMonth ? null : monthsOn(month, by));
  return (
    <main className="place place-bill" id="place" tabIndex={-1} aria-label="Bill">
      <div className="bill-head">
        <h2>Bill</h2>
        <label>
          <span className="visually-hidden">Account</span>
          <select value={accountId} onChange={(event) => chooseAccount(event.target.value)}>
            {view.accounts.map((account) => (
              <option key={account.accountId} value={account.accountId}>
                {account.name}
              </option>
            ))}
          </select>
        </label>
        <div className="bill-month">
          <Button kind="quiet" label="The month before" onClick={() => go(-1)}>
            ‹
          </Button>
          <strong aria-live="polite">{monthInWords(month)}</strong>
          <Button kind="quiet" label="The month after" isDisabled={month >= thisMonth} onClick={() => go(1)}>
            ›
          </Button>
        </div>
        {bill !== undefined && (
          <p className="muted">
            {bill.until < view.now || month !== thisMonth
              ? 'The whole month'
              : `Up to ${formatInstant(bill.until)} UTC`}
          </p>
        )}
      </div>
      <BillSupposing whatIf={whatIf} onSuppose={suppose} />
      {bill !== undefined && <BillTable bill={bill} />}
    </main>
  );
}
