import type { TrailRow } from '../../core/index.ts';
import { EmptyState } from '../components/EmptyState.tsx';
import { RovingList } from '../components/RovingList.tsx';
import { TrailEntry } from '../components/TrailEntry.tsx';
import { useAnswer } from '../hooks/use-answer.ts';
import { useWorkbench } from '../hooks/use-workbench.ts';
import { byDay, newestExplained } from '../lab/trail-rows.ts';
import { WhyAnswer } from '../views/WhyAnswer.tsx';

const SHOWN = 300;

type WhyPlaceProps = {
  /** The request that is explained; null for the newest. */
  readonly requestId: string | null;
};

/** The requests that were made, and why each was answered as it was. */
export function WhyPlace({ requestId }: WhyPlaceProps) {
  const { version, names, dispatch } = useWorkbench();
  const rows = (useAnswer({ type: 'trail', limit: SHOWN }, version) ?? []).filter(isOneOfItsRequest());
  const chosen = requestId ?? newestExplained(rows);
  const explain = ({ requestId: of }: TrailRow) => dispatch({ type: 'explain', requestId: of });
  return (
    <main className="place place-why" id="place" tabIndex={-1} aria-label="Why">
      <section className="panel requests-panel" aria-labelledby="requests-heading">
        <div className="panel-head">
          <h2 id="requests-heading">
            Requests <span className="count">{rows.length}</span>
          </h2>
        </div>
        {rows.length === 0 ? (
          <EmptyState title="Nothing was asked yet">
            Every request of the lab stands here, allowed or refused. Run one below, and read which statement, grant or
            key state decided it.
          </EmptyState>
        ) : (
          <RovingList
            label="Requests, newest last"
            groups={byDay(rows)}
            idOf={({ requestId: of }) => of ?? ''}
            activeId={chosen}
            onMove={explain}
            onOpen={explain}
            isOpenedByClick
            draw={(row) => <TrailEntry row={{ ...row, causedBy: null }} names={names} />}
          />
        )}
      </section>
      <section className="why-answer" aria-label="Why this answer?">
        {chosen !== null && <WhyAnswer requestId={chosen} />}
      </section>
    </main>
  );
}

/** A request that crosses accounts has a record in each; one is enough to choose it by. */
function isOneOfItsRequest(): (row: TrailRow) => boolean {
  const seen = new Set<string>();
  return ({ requestId }) => {
    if (requestId === null || seen.has(requestId)) return false;
    seen.add(requestId);
    return true;
  };
}
