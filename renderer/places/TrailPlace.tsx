import { useState } from 'react';
import type { TrailPlace as At } from '../app/ui-state.ts';
import { Button } from '../components/Button.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { useAnswer } from '../hooks/use-answer.ts';
import { useKept } from '../hooks/use-kept.ts';
import { useWorkbench } from '../hooks/use-workbench.ts';
import { TRAIL_SHOWN } from '../lab/trail-rows.ts';
import { LessonPointer } from '../views/LessonPointer.tsx';
import { TrailTable } from '../views/TrailTable.tsx';

type TrailPlaceProps = {
  /** The record that the keyboard stands on; null follows the newest. */
  readonly at: At | null;
};

/** CloudTrail's records as a table, a service's calls under the call that they were made for. */
export function TrailPlace({ at }: TrailPlaceProps) {
  const { version, open, dispatch, requestInFocus } = useWorkbench();
  const [text, setText] = useState('');
  const answer = useKept(useAnswer({ type: 'trailItems', limit: TRAIL_SHOWN, filter: text }, version));
  const items = answer ?? [];
  const newest = items.at(-1)?.row.record.eventID ?? null;
  const activeId = at?.eventId ?? newest;
  const active = items.findIndex(({ row }) => row.record.eventID === activeId);
  const newer = at === null || active === -1 ? 0 : items.length - 1 - active;
  return (
    <main className="place place-trail" id="place" tabIndex={-1} aria-label="Trail">
      <div className="trail-tools">
        <h2>
          Trail <span className="count">{items.length.toLocaleString('en')}</span>
        </h2>
        <input
          type="search"
          id="filter-trail"
          aria-label="Filter the trail"
          placeholder="Filter by any field  /  for example: Decrypt alias/orders, role/app, order=42, denied"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        {newer > 0 && (
          <Button kind="quiet" onClick={() => dispatch({ type: 'standOnRecord', at: null })}>
            Paused, {newer.toLocaleString('en')} newer: follow
          </Button>
        )}
        <Button
          kind="quiet"
          isDisabled={activeId === null}
          onClick={() => activeId !== null && open({ type: 'record', eventId: activeId })}
        >
          Record <kbd>Enter</kbd>
        </Button>
        <Button
          kind="quiet"
          isDisabled={requestInFocus === null}
          onClick={() => requestInFocus !== null && open({ type: 'why', requestId: requestInFocus })}
        >
          Why? <kbd>w</kbd>
        </Button>
      </div>
      {answer !== undefined && items.length === 0 ? (
        <NoRecord isFiltered={text !== ''} />
      ) : (
        <TrailTable items={items} activeId={activeId} isFollowing={at === null} />
      )}
    </main>
  );
}

function NoRecord({ isFiltered }: { readonly isFiltered: boolean }) {
  const { run, isPast } = useWorkbench();
  if (isFiltered) {
    return <EmptyState title="No record holds this text">Every field of a record is looked through.</EmptyState>;
  }
  return (
    <EmptyState
      title="Nothing recorded yet"
      {...(!isPast && { line: 'aws kms list-keys', onRun: (line: string) => void run(line) })}
      lesson={<LessonPointer teaches="trail" />}
    >
      CloudTrail writes a record for every call, refused ones too: who called, from where, on which key, and what came
      of it.
    </EmptyState>
  );
}
