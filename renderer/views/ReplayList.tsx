import type { ContinuedFrom, ReplaySummary } from '../../core/index.ts';
import { Button } from '../components/Button.tsx';
import type { ReplayAct } from '../hooks/use-replay.ts';

type ReplayListProps = {
  readonly replays: readonly ReplaySummary[];
  /** Where the lab in hand comes from, where it goes on from a replay. */
  readonly continued: ContinuedFrom | null;
  readonly onAct: (act: ReplayAct) => void;
};

/** What there is to replay. */
export function ReplayList({ replays, continued, onAct }: ReplayListProps) {
  return (
    <>
      <header className="lessons-head">
        <h2>Replay a story, step by step</h2>
        <p>
          Each is a script of real commands on a world of its own. Go to any step, look at its keys and its trail as
          they were then, and go on from there in a lab of your own.
        </p>
        {continued !== null && (
          <p className="notice notice-warning">
            This lab goes on from step {continued.step} of <strong>{continued.title}</strong>.{' '}
            <Button onClick={() => onAct({ does: 'leave' })}>Back to my lab</Button>
          </p>
        )}
      </header>
      <ol className="lesson-cards">
        {replays.map(({ name, title, summary, steps, of }) => (
          <li key={`${of} ${name}`} className="lesson-card replay-card">
            <div>
              <h3>{title}</h3>
              {summary !== null && <p>{summary}</p>}
              <p className="muted">
                {of === 'world' ? 'Your own lab, from its beginning' : name}, {steps} {steps === 1 ? 'step' : 'steps'}
              </p>
            </div>
            <Button label={`Replay: ${title}`} isDisabled={steps === 0} onClick={() => onAct({ does: 'open', name })}>
              Replay
            </Button>
          </li>
        ))}
      </ol>
    </>
  );
}
