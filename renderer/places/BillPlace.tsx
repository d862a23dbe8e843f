import { useState } from 'react';
import type { LabView, WhatIf } from '../../core/index.ts';
import { accountOf } from '../aws/key-commands.ts';
import { Button } from '../components/Button.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { useAnswer } from '../hooks/use-answer.ts';
import { useWorkbench } from '../hooks/use-workbench.ts';
import { formatInstant } from '../lab/format.ts';
import { monthInWords } from '../lab/months.ts';
import { BillMonths } from '../views/BillMonths.tsx';
import { BillSupposing } from '../views/BillSupposing.tsx';
import { BillTable } from '../views/BillTable.tsx';
import { LessonPointer } from '../views/LessonPointer.tsx';

type BillPlaceProps = { readonly view: LabView };

/** What KMS costs an account in a month of the lab's clock, each line with the events behind it. */
export function BillPlace({ view }: BillPlaceProps) {
  const { version, standpoint } = useWorkbench();
  const [chosenAccount, chooseAccount] = useState<string | null>(null);
  const [chosenMonth, chooseMonth] = useState<string | null>(null);
  const [whatIf, suppose] = useState<WhatIf>({});
  const accountId =
    view.accounts.find((account) => account.accountId === chosenAccount)?.accountId ?? accountOf(standpoint.as);
  const chosen = chosenMonth === null ? {} : { month: chosenMonth };
  const [bill] = useAnswer({ type: 'bill', accountId, ...chosen, whatIf }, version) ?? [];
  const month = bill?.month ?? chosenMonth;
  const go = (to: string | null | undefined) => {
    if (typeof to === 'string') chooseMonth(to === bill?.months.now ? null : to);
  };
  const months = useAnswer({ type: 'billMonths', accountId }, version) ?? [];
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
          <Button
            kind="quiet"
            label="The month before"
            isDisabled={bill?.months.before === null}
            onClick={() => go(bill?.months.before)}
          >
            ‹
          </Button>
          <strong aria-live="polite">{month === null ? '' : monthInWords(month)}</strong>
          <Button
            kind="quiet"
            label="The month after"
            isDisabled={bill?.months.after === null}
            onClick={() => go(bill?.months.after)}
          >
            ›
          </Button>
        </div>
        {bill !== undefined && (
          <p className="muted">{bill.isWhole ? 'The whole month' : `Up to ${formatInstant(bill.until)} UTC`}</p>
        )}
      </div>
      <BillSupposing whatIf={whatIf} onSuppose={suppose} />
      {bill?.lines.length === 0 && <NothingUsed />}
      {bill !== undefined && <BillTable bill={bill} />}
      {months.some(({ microDollars }) => microDollars > 0) && (
        <BillMonths months={months} chosen={month ?? ''} onChoose={go} />
      )}
    </main>
  );
}

function NothingUsed() {
  const { run, isPast } = useWorkbench();
  return (
    <EmptyState
      title="Nothing was used in this month"
      {...(!isPast && { line: 'aws kms create-key', onRun: (line: string) => void run(line) })}
      lesson={<LessonPointer teaches="bill" />}
    >
      A key that is yours costs by the hour that it exists, and a request by the piece, once those are used up that are
      free. Make a key, move the clock, and look again.
    </EmptyState>
  );
}
