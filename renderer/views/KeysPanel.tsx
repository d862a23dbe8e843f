import type { LabView } from '../../core/index.ts';
import { Button } from '../components/Button.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { Icon } from '../components/Icon.tsx';
import { KeyRow } from '../components/KeyRow.tsx';
import { RovingList } from '../components/RovingList.tsx';
import { useKeyFilter } from '../hooks/use-key-filter.ts';
import { useWorkbench } from '../hooks/use-workbench.ts';
import { regionsWithKeys } from '../lab/key-filter.ts';

type KeysPanelProps = {
  readonly view: LabView;
  readonly selectedKeyArn: string | null;
  /** Nothing can be made in the past. */
  readonly isPast?: boolean;
};

export function KeysPanel({ view, selectedKeyArn, isPast = false }: KeysPanelProps) {
  const { dispatch, open, run } = useWorkbench();
  const { filter, setFilter, groups } = useKeyFilter(view);
  const regions = regionsWithKeys(view.keys);
  return (
    <section className="panel keys-panel" aria-labelledby="keys-heading">
      <div className="panel-head">
        <h2 id="keys-heading">
          Keys <span className="count">{view.keys.length}</span>
        </h2>
        {!isPast && (
          <Button onClick={() => open({ type: 'create-key' })}>
            <Icon name="plus" /> Create key
          </Button>
        )}
      </div>
      {view.keys.length === 0 ? (
        <EmptyState
          title="No KMS keys yet"
          {...(!isPast && { line: 'aws kms create-key', onRun: (line: string) => void run(line) })}
        >
          A KMS key names key material that never leaves KMS. You ask KMS to encrypt and decrypt with it, and its key
          policy says who may.
        </EmptyState>
      ) : (
        <>
          <div className="filters">
            <input
              id="filter-keys"
              type="search"
              aria-label="Filter keys"
              placeholder="Filter  /"
              value={filter.text}
              onChange={(event) => setFilter({ text: event.target.value })}
            />
            <select
              aria-label="Account"
              value={filter.accountId}
              onChange={(event) => setFilter({ accountId: event.target.value })}
            >
              <option value="">All accounts</option>
              {view.accounts.map(({ accountId, name }) => (
                <option key={accountId} value={accountId}>
                  {name}
                </option>
              ))}
            </select>
            <select
              aria-label="Region of the keys"
              value={filter.region}
              onChange={(event) => setFilter({ region: event.target.value })}
            >
              <option value="">All Regions</option>
              {regions.map((region) => (
                <option key={region}>{region}</option>
              ))}
            </select>
          </div>
          {groups.length === 0 && <p className="nothing">No key matches this filter.</p>}
          <RovingList
            label="Keys"
            groups={groups}
            idOf={(key) => key.keyArn}
            activeId={selectedKeyArn}
            onMove={({ keyArn, region }) => dispatch({ type: 'selectKey', keyArn, region })}
            isOpenedByClick
            onOpen={() => dispatch({ type: 'showColumn', column: 'key' })}
            draw={(key) => <KeyRow keySummary={key} />}
          />
        </>
      )}
    </section>
  );
}
