import type { PlayedStep } from '../../core/index.ts';
import { RovingList } from '../components/RovingList.tsx';
import type { ReplayAct } from '../hooks/use-replay.ts';

type ReplayStepsProps = {
  readonly steps: readonly PlayedStep[];
  /** How many are done at the moment that is shown. */
  readonly done: number;
  readonly onAct: (act: ReplayAct) => void;
};

/** All steps, of which the one that was done last is lit. */
export function ReplaySteps({ steps, done, onAct }: ReplayStepsProps) {
  const goTo = ({ n }: PlayedStep) => onAct({ does: 'goTo', at: n });
  return (
    <section className="panel replay-steps" aria-labelledby="steps-heading">
      <div className="panel-head">
        <h2 id="steps-heading">
          Steps <span className="count">{steps.length}</span>
        </h2>
      </div>
      <RovingList
        label="Steps"
        groups={[{ heading: null, items: steps }]}
        idOf={({ n }) => String(n)}
        activeId={done === 0 ? null : String(done)}
        onMove={goTo}
        onOpen={goTo}
        draw={(step) => <StepRow step={step} isToCome={step.n > done} />}
      />
    </section>
  );
}

function StepRow({ step, isToCome }: { readonly step: PlayedStep; readonly isToCome: boolean }) {
  const { n, mark, run, note, outcome, calls } = step;
  const refusal = outcome.refusal ?? calls.find((call) => call.refusal !== null)?.refusal ?? null;
  return (
    <div className={`step-row ${isToCome ? 'step-to-come' : ''}`}>
      <span className="muted">{n}</span>
      <span className="step-words">{run ?? note ?? 'a look'}</span>
      {refusal !== null && <span className="bad">refused</span>}
      {mark !== null && <span className="step-mark">{mark.replaceAll('-', ' ')}</span>}
    </div>
  );
}
