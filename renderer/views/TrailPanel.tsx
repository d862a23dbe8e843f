import { useState } from 'react';
import type { TrailPlace } from '../app/ui-state.ts';
import { Button } from '../components/Button.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { RovingList } from '../components/RovingList.tsx';
import { TrailEntry } from '../components/TrailEntry.tsx';
import { useAnswer } from '../hooks/use-answer.ts';
import { useKept } from '../hooks/use-kept.ts';
import { useWorkbench } from '../hooks/use-workbench.ts';
import { byDay } from '../lab/trail-rows.ts';

const SHOWN = 100;

type TrailPanelProps = {
  /** The record that the keyboard stands on; null follows the newest. */
  readonly at: TrailPlace | null;
};

/** What CloudTrail wrote, newest last; a service's calls stand under the call that they were made for. */
export function TrailPanel({ at }: TrailPanelProps) {
  const { version, open, names, dispatch, requestInFocus } = useWorkbench();
  const [text, setText] = useState('');
  const items = useKept(useAnswer({ type: 'trailItems', limit: SHOWN, filter: text }, version)) ?? [];
  const newest = items.at(-1)?.row.record.eventID ?? null;
  const active = items.find(({ row }) => row.record.eventID === (at?.eventId ?? newest));
  const activeId = at?.eventId ?? null;
  return (
    <section className="panel trail-panel" aria-labelledby="trail-heading" tabIndex={-1} id="panel-trail">
      <div className="panel-head">
        <h2 id="trail-heading">
          Trail <span className="count">{items.length}</span>
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
      {items.length === 0 && text === '' ? (
        <EmptyState title="Nothing recorded yet">
          CloudTrail writes a record for every call, refused ones too: who called, from where, on which key, and what
          came of it.
        </EmptyState>
      ) : (
        <>
          <div className="filters">
            <input
              type="search"
              id="filter-trail"
              aria-label="Filter the trail"
              placeholder="Filter by any field"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          </div>
          <RovingList
            label="Trail, newest last"
            groups={byDay(items)}
            idOf={({ row }) => row.record.eventID}
            activeId={activeId ?? newest}
            onMove={({ row }) =>
              dispatch({ type: 'standOnRecord', at: { eventId: row.record.eventID, requestId: row.requestId } })
            }
            onOpen={({ row }) => open({ type: 'record', eventId: row.record.eventID })}
            draw={(item) => <TrailEntry item={item} names={names} />}
          />
          <div className="panel-foot">
            <Button kind="quiet" onClick={() => active && open({ type: 'record', eventId: active.row.record.eventID })}>
              Record <kbd>Enter</kbd>
            </Button>
            {requestInFocus !== null && (
              <Button kind="quiet" onClick={() => open({ type: 'why', requestId: requestInFocus })}>
                Why? <kbd>w</kbd>
              </Button>
            )}
          </div>
        </>
      )}
    </section>
  );
}
