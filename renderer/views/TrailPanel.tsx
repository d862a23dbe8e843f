import { useState } from 'react';
import type { TrailRow } from '../../core/index.ts';
import { Button } from '../components/Button.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { RovingList } from '../components/RovingList.tsx';
import { TrailEntry } from '../components/TrailEntry.tsx';
import { useAnswer } from '../hooks/use-answer.ts';
import { useWorkbench } from '../hooks/use-workbench.ts';
import { byDay, newestExplained, underTheirCause } from '../lab/trail-rows.ts';

const SHOWN = 300;

type TrailPanelProps = {
  /** The record that the keyboard stands on; null follows the newest. */
  readonly activeId: string | null;
  readonly onMove: (eventId: string, requestId: string | null) => void;
};

/** What CloudTrail wrote, newest last; a service's calls stand under the call that they were made for. */
export function TrailPanel({ activeId, onMove }: TrailPanelProps) {
  const { version, open, names } = useWorkbench();
  const [text, setText] = useState('');
  const rows = useAnswer({ type: 'trail', limit: SHOWN }, version) ?? [];
  const shown = rows.filter((row) => matches(row, text));
  const newest = shown.at(-1)?.record.eventID ?? null;
  const active = shown.find(({ record }) => record.eventID === (activeId ?? newest));
  const requestId = active?.requestId ?? null;
  return (
    <section className="panel trail-panel" aria-labelledby="trail-heading" tabIndex={-1} id="panel-trail">
      <div className="panel-head">
        <h2 id="trail-heading">
          Trail <span className="count">{rows.length}</span>
        </h2>
        {activeId !== null && activeId !== newest && newest !== null && (
          <button type="button" className="button button-quiet" onClick={() => onMove('', newestExplained(shown))}>
            To the newest
          </button>
        )}
      </div>
      {rows.length === 0 ? (
        <EmptyState title="Nothing recorded yet">
          CloudTrail writes a record for every call, refused ones too: who called, from where, on which key, and what
          came of it.
        </EmptyState>
      ) : (
        <>
          <div className="filters">
            <input
              type="search"
              aria-label="Filter the trail"
              placeholder="Filter by any field"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          </div>
          <RovingList
            label="Trail, newest last"
            groups={byDay(underTheirCause(shown))}
            idOf={({ record }) => record.eventID}
            activeId={activeId ?? newest}
            onMove={({ record, requestId }) => onMove(record.eventID, requestId)}
            onOpen={({ record }) => open({ type: 'record', eventId: record.eventID })}
            draw={(row) => <TrailEntry row={row} names={names} />}
          />
          <div className="panel-foot">
            <Button kind="quiet" onClick={() => active && open({ type: 'record', eventId: active.record.eventID })}>
              Record <kbd>Enter</kbd>
            </Button>
            {requestId !== null && (
              <Button kind="quiet" onClick={() => open({ type: 'why', requestId })}>
                Why? <kbd>w</kbd>
              </Button>
            )}
          </div>
        </>
      )}
    </section>
  );
}

function matches(row: TrailRow, text: string): boolean {
  return text === '' || JSON.stringify(row.record).toLowerCase().includes(text.toLowerCase());
}
