import { useState } from 'react';
import type { TrailPlace } from '../app/ui-state.ts';
import { Button } from '../components/Button.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { RovingList } from '../components/RovingList.tsx';
import { TrailEntry } from '../components/TrailEntry.tsx';
import { useAnswer } from '../hooks/use-answer.ts';
import { useWorkbench } from '../hooks/use-workbench.ts';
import { byDay, matchesText, underTheirCause } from '../lab/trail-rows.ts';

const SHOWN = 300;

type TrailPanelProps = {
  /** The record that the keyboard stands on; null follows the newest. */
  readonly at: TrailPlace | null;
};

/** What CloudTrail wrote, newest last; a service's calls stand under the call that they were made for. */
export function TrailPanel({ at }: TrailPanelProps) {
  const { version, open, names, dispatch } = useWorkbench();
  const [text, setText] = useState('');
  const rows = useAnswer({ type: 'trail', limit: SHOWN }, version) ?? [];
  const shown = rows.filter((row) => matchesText(row, text));
  const newest = shown.at(-1)?.record.eventID ?? null;
  const active = shown.find(({ record }) => record.eventID === (at?.eventId ?? newest));
  const requestId = active?.requestId ?? null;
  const activeId = at?.eventId ?? null;
  return (
    <section className="panel trail-panel" aria-labelledby="trail-heading" tabIndex={-1} id="panel-trail">
      <div className="panel-head">
        <h2 id="trail-heading">
          Trail <span className="count">{rows.length}</span>
        </h2>
        {activeId !== null && activeId !== newest && newest !== null && (
          <button
            type="button"
            className="button button-quiet"
            onClick={() => dispatch({ type: 'standOnRecord', at: null })}
          >
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
            onMove={({ record, requestId }) =>
              dispatch({ type: 'standOnRecord', at: { eventId: record.eventID, requestId } })
            }
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
