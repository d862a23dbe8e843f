import type { EnvelopeView } from '../../core/index.ts';
import { CommandLine } from '../components/CommandLine.tsx';
import { useWorkbench } from '../hooks/use-workbench.ts';

type EnvelopeStepsProps = Pick<EnvelopeView, 'next' | 'refusals'> & { readonly isBegun: boolean };

/** The next command, and those that KMS refuses; each can be run from here. */
export function EnvelopeSteps({ next, refusals, isBegun }: EnvelopeStepsProps) {
  const { run } = useWorkbench();
  return (
    <>
      <section className="card" aria-label="What could be done next">
        {next === null ? (
          <p>
            {isBegun
              ? 'That was the whole way: a data key from KMS, a file encrypted here, the key dropped, and the file read again with the help of KMS.'
              : 'Nothing to propose here.'}
          </p>
        ) : (
          <>
            <p>
              Next: <strong>{next.says}</strong>
            </p>
            <CommandLine line={next.line} onRun={() => void run(next.line)} />
          </>
        )}
      </section>
      {refusals.length > 0 && (
        <section className="card" aria-labelledby="envelope-refusals">
          <h3 id="envelope-refusals">See what KMS refuses</h3>
          {refusals.map(({ line, says }) => (
            <div key={line}>
              <p className="says">{says.charAt(0).toUpperCase() + says.slice(1)}:</p>
              <CommandLine line={line} onRun={() => void run(line)} />
            </div>
          ))}
        </section>
      )}
    </>
  );
}
