import type { TrailItem } from '../../core/index.ts';
import { EmptyState } from '../components/EmptyState.tsx';
import { RovingList } from '../components/RovingList.tsx';
import { TrailEntry } from '../components/TrailEntry.tsx';
import { useAnswer } from '../hooks/use-answer.ts';
import { useWorkbench } from '../hooks/use-workbench.ts';
import { byDay, explained } from '../lab/trail-rows.ts';
import { WhyAnswer } from '../views/WhyAnswer.tsx';

const SHOWN = 300;

type WhyPlaceProps = {
  /** The request that is explained; null for the newest. */
  readonly requestId: string | null;
};

/** The requests that were made, and why each was answered as it was. */
export function WhyPlace({ requestId }: WhyPlaceProps) {
  const { version, names, dispatch, requestInFocus } = useWorkbench();
  const items = explained(useAnswer({ type: 'trailItems', limit: SHOWN }, version) ?? []);
  const chosen = requestId ?? requestInFocus;
  const explain = ({ row }: TrailItem) => dispatch({ type: 'explain', requestId: row.requestId });
  return (
    <main className="place place-why" id="place" tabIndex={-1} aria-label="Why">
      <section className="panel requests-panel" aria-labelledby="requests-heading">
        <div className="panel-head">
          <h2 id="requests-heading">
            Requests <span className="count">{items.length}</span>
          </h2>
        </div>
        {items.length === 0 ? (
          <EmptyState title="Nothing was asked yet">
            Every request of the lab stands here, allowed or refused. Run one below, and read which statement, grant or
            key state decided it.
          </EmptyState>
        ) : (
          <RovingList
            label="Requests, newest last"
            groups={byDay(items)}
            idOf={({ row }) => row.requestId ?? ''}
            activeId={chosen}
            onMove={explain}
            onOpen={explain}
            isOpenedByClick
            draw={(item) => <TrailEntry item={{ ...item, depth: 0 }} names={names} />}
          />
        )}
      </section>
      <section className="why-answer" aria-label="Why this answer?">
        {chosen !== null && <WhyAnswer requestId={chosen} />}
      </section>
    </main>
  );
}
