import type { LabView, LessonView } from '../../core/index.ts';
import { CommandLine } from '../components/CommandLine.tsx';
import { CommandText } from '../components/CommandText.tsx';
import type { LessonAct } from '../hooks/use-classroom.ts';
import { useMoveClock } from '../hooks/use-move-clock.ts';
import { useWorkbench } from '../hooks/use-workbench.ts';
import { PLACEHOLDER } from '../lab/typed-line.ts';
import { LessonQuestion } from './LessonQuestion.tsx';

type LessonStepProps = {
  readonly lesson: LessonView;
  readonly view: LabView;
  /** The commands of the solution that was just shown. */
  readonly played: readonly string[];
  readonly onAct: (act: LessonAct) => void;
};

/** A step: what to do, part by part what is so already, and help for who asks for it. */
export function LessonStep({ lesson: { step, status, here }, view, played, onAct }: LessonStepProps) {
  const { number, of, title, say, lines, goals, mistakes, ask, hints, commands, why } = step;
  return (
    <>
      <p className="muted">
        Step {number} of {of}
      </p>
      <h3 className="lesson-step-title">{title}</h3>
      <p>
        <CommandText text={say} />
      </p>
      {lines.map((line) => (
        <OfferedLine key={line} line={line} />
      ))}
      {status === 'working' && (
        <p className="muted">
          As <strong>{here.label}</strong> in {here.region}
        </p>
      )}
      {goals.length > 0 && (
        <ul className="lesson-goals" aria-label="What must be so">
          {goals.map(({ ok, says, found }) => (
            <li key={says} data-ok={ok}>
              <span className="goal-mark" role="img" aria-label={ok ? 'Done:' : 'Not yet:'}>
                {ok ? '✓' : ''}
              </span>
              <span>
                {says}
                {found !== null && <span className="goal-found"> {found}</span>}
              </span>
            </li>
          ))}
        </ul>
      )}
      {ask !== null && <LessonQuestion ask={ask} isOpen={status === 'working'} onAct={onAct} />}
      {mistakes.map((says) => (
        <p key={says} className="notice notice-warning" role="status">
          <CommandText text={says} />
        </p>
      ))}
      {hints.map((hint, index) => (
        <p key={hint} className="lesson-hint">
          <strong>Hint {index + 1}</strong> <CommandText text={hint} />
        </p>
      ))}
      {commands.length > 0 && (
        <div className="lesson-solution">
          {commands.map((command) => (
            <SolutionCommand key={`${command.as} ${command.line}`} command={command} view={view} />
          ))}
        </div>
      )}
      {status === 'passed' && played.length > 0 && (
        <section className="lesson-solution" aria-label="The solution">
          <p className="muted">This was done:</p>
          {played.map((line) => (
            <CommandLine key={line} line={line} />
          ))}
        </section>
      )}
      {status === 'passed' && (
        <p className="lesson-done" role="status">
          <strong>Done.</strong> Look around as long as you like, then go on.
        </p>
      )}
      {why !== null && (
        <p>
          <CommandText text={why} />
        </p>
      )}
    </>
  );
}

/** A line to type, as who one is; where … stands in it, it is the learner's to complete. */
function OfferedLine({ line }: { readonly line: string }) {
  const { run, dispatch } = useWorkbench();
  return line.includes(PLACEHOLDER) ? (
    <CommandLine line={line} onFillIn={() => dispatch({ type: 'offerLine', line })} />
  ) : (
    <CommandLine line={line} onRun={() => void run(line)} />
  );
}

type SolutionCommandProps = {
  readonly command: LessonView['step']['commands'][number];
  readonly view: LabView;
};

/** A command of the solution, run as whoever types it; or a thing to do with the clock. */
function SolutionCommand({ command: { as, region, line, isLine, isReady, move }, view }: SolutionCommandProps) {
  const { run, dispatch, standpoint } = useWorkbench();
  const moveClock = useMoveClock();
  const arn = view.principals.find(({ label }) => label === as)?.arn ?? standpoint.as;
  if (!isLine) {
    return (
      <div className="command-line">
        <code>{line}</code>
        {move !== null && (
          <button type="button" className="command-run" onClick={() => void moveClock(move)}>
            Run
          </button>
        )}
      </div>
    );
  }
  const at = { as: arn, region };
  return (
    <>
      {(arn !== standpoint.as || region !== standpoint.region) && (
        <p className="muted">
          As {as} in {region}:
        </p>
      )}
      <CommandLine
        line={line}
        {...(isReady && {
          onRun: () => {
            dispatch({ type: 'standAt', standpoint: at });
            void run(line, at);
          },
        })}
      />
    </>
  );
}
