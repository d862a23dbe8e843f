import type { FlowCommand, FlowView } from '../../core/index.ts';
import { CommandLine } from '../components/CommandLine.tsx';
import { useWorkbench } from '../hooks/use-workbench.ts';

/** The newest things first: the rest is like them. */
const SHOWN = 4;

/** What breaks the way of data, and what can then be seen failing; nothing in the past. */
export function FlowBreaks({ breaks, tries }: Pick<FlowView, 'breaks' | 'tries'>) {
  const { isPast } = useWorkbench();
  if (isPast) return null;
  return (
    <>
      {tries.length > 0 && (
        <section className="card" aria-labelledby="flow-tries">
          <h3 id="flow-tries">See it fail</h3>
          <Commands commands={tries} />
        </section>
      )}
      {breaks.length > 0 && (
        <section className="card" aria-labelledby="flow-breaks">
          <h3 id="flow-breaks">Break it</h3>
          <p className="says">What needs it then fails, at its own step. Undo takes it back.</p>
          <Commands commands={breaks} />
        </section>
      )}
    </>
  );
}

function Commands({ commands }: { readonly commands: readonly FlowCommand[] }) {
  const { run } = useWorkbench();
  return (
    <ul className="flow-commands">
      {commands.slice(0, SHOWN).map(({ line, says }) => (
        <li key={line}>
          <p>{says.charAt(0).toUpperCase() + says.slice(1)}:</p>
          <CommandLine line={line} onRun={() => void run(line)} />
        </li>
      ))}
    </ul>
  );
}
