import { useState } from 'react';
import type { KeyView } from '../../core/index.ts';
import { focusFirst } from '../app/focus.ts';
import { chartFor, commandOf, type KeyAction, possibleActions } from '../aws/key-actions.ts';
import { accountOf, keyReference } from '../aws/key-commands.ts';
import { Button } from '../components/Button.tsx';
import { CommandLine } from '../components/CommandLine.tsx';
import { Facts } from '../components/Facts.tsx';
import { KeyChart } from '../diagrams/KeyChart.tsx';
import { useAnswer } from '../hooks/use-answer.ts';
import type { CryptoDeskState } from '../hooks/use-crypto-desk.ts';
import { useWorkbench } from '../hooks/use-workbench.ts';
import { formatDay, formatInstant, formatUntil } from '../lab/format.ts';
import { CryptoDesk } from './CryptoDesk.tsx';
import { KeyHistory } from './KeyHistory.tsx';

type OverviewTabProps = {
  readonly keyView: KeyView;
  readonly now: number;
  readonly desk: CryptoDeskState;
};

export function OverviewTab({ keyView, now, desk }: OverviewTabProps) {
  const { run, open, standpoint, version, names, isPast } = useWorkbench();
  const keyId = keyReference(keyView, standpoint.as);
  const chart = chartFor(keyView, standpoint.as);
  const possible = isPast ? [] : possibleActions(chart);
  const [attended, setAttended] = useState<KeyAction | null>(null);
  const [isHistoryOpen, setHistoryOpen] = useState(false);
  // The whole journal is read for it: only for who looks.
  const visits = useAnswer(isHistoryOpen ? { type: 'keyHistory', keyArn: keyView.keyArn } : null, version);
  const shown = attended !== null && possible.includes(attended) ? attended : possible[0];
  const act = ({ does }: KeyAction) => {
    if (does.type === 'run') void run(does.line(keyId));
    else open({ type: does.sheet });
  };
  return (
    <>
      {keyView.deletionDate !== null && (
        <p className="notice notice-warning" role="note">
          <strong>Will be deleted {formatUntil(keyView.deletionDate, now)}</strong>, on{' '}
          {formatDay(keyView.deletionDate)}. Until then it refuses all cryptography, and the deletion can be cancelled;
          after that it is final.
        </p>
      )}
      <section className="card" aria-labelledby="chart-heading">
        <div className="card-head">
          <h3 id="chart-heading">Life of this key</h3>
          {keyView.keyUsage === 'ENCRYPT_DECRYPT' && !isPast && (
            <Button kind="quiet" onClick={() => focusFirst('#desk-text')}>
              Encrypt and decrypt, below
            </Button>
          )}
        </div>
        <div className="actions">
          <span className="actions-label" id="possible-label">
            Now possible
          </span>
          {/* biome-ignore lint/a11y/useSemanticElements: a fieldset's legend can't stand in this row */}
          <div role="group" aria-labelledby="possible-label" className="actions-buttons">
            {possible.map((action) => (
              <Button
                key={action.event}
                kind={action.isDestructive ? 'danger' : 'plain'}
                onClick={() => act(action)}
                onAttention={() => setAttended(action)}
              >
                {action.title}
              </Button>
            ))}
          </div>
        </div>
        {possible.length === 0 && (
          <p className="says">
            {isPast
              ? 'Nothing: this is as it was then. “Continue from here” makes it a lab of your own.'
              : accountOf(standpoint.as) !== keyView.accountId
                ? `Nothing from another account: this key is of ${names.account(keyView.accountId)}.`
                : keyView.keyManager === 'AWS'
                  ? 'Nothing: AWS manages this key, for its services.'
                  : 'Nothing, in this state.'}
          </p>
        )}
        {shown !== undefined && <CommandLine line={commandOf(shown, keyId)} />}
        <KeyChart
          chart={chart}
          visits={visits ?? []}
          onEvent={(event) => {
            const action = possible.find((candidate) => candidate.event === event);
            if (action !== undefined) act(action);
            else if (!isPast) open({ type: 'time' });
          }}
        />
        <KeyHistory visits={visits} onOpen={setHistoryOpen} />
      </section>
      {keyView.keyUsage === 'ENCRYPT_DECRYPT' && !isPast && <CryptoDesk desk={desk} canEncrypt />}
      <section className="card" aria-labelledby="general-heading">
        <h3 id="general-heading">General configuration</h3>
        <Facts
          facts={[
            { name: 'Key id', value: <code>{keyView.keyId}</code> },
            { name: 'Description', value: keyView.description || 'none' },
            { name: 'Created', value: `${formatInstant(keyView.creationDate)} UTC` },
            { name: 'Managed by', value: keyView.keyManager === 'AWS' ? 'AWS, for its services' : 'you, the customer' },
            {
              name: 'Last used',
              value:
                keyView.lastUsed === null
                  ? 'never'
                  : `${keyView.lastUsed.operation}, ${formatInstant(keyView.lastUsed.at)} UTC`,
            },
            {
              name: 'Tags',
              value: keyView.tags.map(({ TagKey, TagValue }) => `${TagKey} = ${TagValue}`).join(', ') || 'none',
            },
            ...(keyView.multiRegion === null
              ? []
              : [
                  {
                    name: keyView.multiRegion.isReplica ? 'Replica, of the set in' : 'Primary key, of the set in',
                    value: keyView.multiRegion.related.map((arn) => arn.split(':')[3]).join(', '),
                  },
                ]),
            { name: 'Grants', value: keyView.grants.length === 0 ? 'none' : String(keyView.grants.length) },
          ]}
        />
      </section>
    </>
  );
}
