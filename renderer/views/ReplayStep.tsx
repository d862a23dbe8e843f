import type { PlayedStep, ReplayView } from '../../core/index.ts';
import { CodeBlock } from '../components/CodeBlock.tsx';
import { CommandLine } from '../components/CommandLine.tsx';
import { HappenedList } from '../components/HappenedList.tsx';
import { Refusal } from '../components/Refusal.tsx';
import { useAnswer } from '../hooks/use-answer.ts';
import { useWorkbench } from '../hooks/use-workbench.ts';
import { formatInstant } from '../lab/format.ts';

/** The step that a replay shows: why it is done, who does what, what came back, and what that means. */
export function ReplayStep({ on: { step, summary, count, of } }: { readonly on: ReplayView }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and a keyboard must be able to
    <section className="replay-step" aria-label="The step" tabIndex={0}>
      {step === null ? (
        <>
          {summary !== null && <p className="lesson-summary">{summary}</p>}
          <p>
            {of === 'world'
              ? 'This is your own world, from its beginning. Nothing that you do here changes it.'
              : `${count} steps of real commands on a world of its own. Play it at the pace of reading, or take a step at a time.`}
          </p>
        </>
      ) : (
        <StepTold key={step.n} step={step} />
      )}
    </section>
  );
}

function StepTold({ step }: { readonly step: PlayedStep }) {
  const { version, open, names } = useWorkbench();
  const { note, run, as, region, outcome, calls, happened, expect, requestId, startedAt, endedAt } = step;
  const why = useAnswer(requestId === null ? null : { type: 'why', requestId }, version) ?? null;
  const refusal = outcome.refusal;
  return (
    <>
      <p className="muted">
        <time dateTime={new Date(endedAt).toISOString()}>{formatInstant(endedAt)} UTC</time>
        {as !== null && ` as ${as} in ${region ?? 'no Region'}`}
      </p>
      {note !== null && <p className="lesson-summary">{note}</p>}
      {run !== null && <CommandLine line={run} />}
      {outcome.stdout !== '' && <CodeBlock label="What it answered" text={outcome.stdout} />}
      {refusal !== null && requestId !== null && (
        <Refusal
          name={refusal.name}
          message={refusal.message}
          why={why}
          onWhy={() => open({ type: 'why', requestId })}
        />
      )}
      {refusal === null && outcome.stderr !== '' && <pre className="bad replay-output">{outcome.stderr}</pre>}
      {calls.length > 0 && (
        <section>
          <h4>Calls to KMS for somebody</h4>
          <ul className="replay-calls">
            {calls.map(({ operation, by, via, keyArn, result }) => (
              <li key={`${operation} ${by} ${keyArn}`}>
                <strong>{operation}</strong> {keyArn !== null && names.key(keyArn)}{' '}
                <span className="muted">
                  by {via} for {names.caller(by)}
                </span>{' '}
                <span className={result === 'ok' ? 'good' : 'bad'}>{result}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {endedAt > startedAt && happened.length > 0 && (
        <section>
          <h4>Happened meanwhile</h4>
          <HappenedList happened={happened} names={names} />
        </section>
      )}
      {expect !== null && (
        <p className={expect.held ? 'lesson-done' : 'notice notice-warning'}>
          <strong>{expect.held ? 'As expected:' : 'Not as expected:'}</strong> {expect.expected}
          {!expect.held && `; found ${expect.found}`}
        </p>
      )}
    </>
  );
}
