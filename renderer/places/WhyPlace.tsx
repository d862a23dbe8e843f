import type { TrailItem } from '../../core/index.ts';
import { EmptyState } from '../components/EmptyState.tsx';
import { RovingList } from '../components/RovingList.tsx';
import { TrailEntry } from '../components/TrailEntry.tsx';
import { useAnswer } from '../hooks/use-answer.ts';
import { useWorkbench } from '../hooks/use-workbench.ts';
import { byDay, explained } from '../lab/trail-rows.ts';
import { LessonPointer } from '../views/LessonPointer.tsx';
import { WhyAnswer } from '../views/WhyAnswer.tsx';

const SHOWN = 300;

type WhyPlaceProps = {
  /** The request that is explained; null for the newest. */
  readonly requestId: string | null;
};

/** The requests that were made, and why each was answered as it was. */
export function WhyPlace({ requestId }: WhyPlaceProps) {
  const { version, names, dispatch, requestInFocus } = useWorkbench();
  const answer = useAnswer({ type: 'trailItems', limit: SHOWN }, version);
  const items = explained(answer ?? []);
  const chosen = requestId ?? requestInFocus;
  const explain = ({ row }: TrailItem) => dispatch({ type: 'explain', requestId: row.requestId });
  return (
    <main className="place place-why" id="place" tabIndex={-1} aria-label="Why">
      {answer !== undefined && items.length === 0 && <NothingAsked />}
      {items.length > 0 && (
        <section className="panel requests-panel" aria-labelledby="requests-heading">
          <div className="panel-head">
            <h2 id="requests-heading">
              Requests <span className="count">{items.length}</span>
            </h2>
          </div>
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
        </section>
      )}
      {items.length > 0 && (
        <section className="why-answer" aria-label="Why this answer?">
          {chosen !== null && (
            <WhyAnswer requestId={chosen} onAsked={(made) => dispatch({ type: 'explain', requestId: made })} />
          )}
        </section>
      )}
    </main>
  );
}

function NothingAsked() {
  const { run, isPast } = useWorkbench();
  return (
    <EmptyState
      title="Nothing was asked yet"
      isWholePlace
      {...(!isPast && { line: 'aws kms list-keys', onRun: (line: string) => void run(line) })}
      lesson={<LessonPointer teaches="why" />}
    >
      Every request of the lab stands here, allowed or refused, with the policies, grants and key states that were
      asked, and which of them decided it.
    </EmptyState>
  );
}
