import type { CommandEntry } from '../app/ui-state.ts';
import { CommandText } from '../components/CommandText.tsx';
import { CopyButton } from '../components/CopyButton.tsx';
import { useWorkbench } from '../hooks/use-workbench.ts';
import { refusalOf } from '../lab/outputs.ts';
import { WhyRefused } from './WhyRefused.tsx';

type CommandLogEntryProps = { readonly entry: CommandEntry };

/** One line that was run, who ran it where, and what it printed. */
export function CommandLogEntry({ entry }: CommandLogEntryProps) {
  const { names } = useWorkbench();
  return (
    <article className={entry.undone === null ? 'log-entry' : 'log-entry log-undone'}>
      <div className="log-line">
        <code>
          <span className="prompt" aria-hidden="true">
            ${' '}
          </span>
          <CommandText text={entry.line} />
        </code>
        {entry.undone !== null && <span className="badge badge-off">undone</span>}
        <span className="muted">
          {names.caller(entry.as)} · {entry.region}
        </span>
        <CopyButton text={entry.line} what="command" />
      </div>
      <LogResult entry={entry} />
    </article>
  );
}

type LogResultProps = { readonly entry: CommandEntry };

function LogResult({ entry: { result, undone } }: LogResultProps) {
  switch (result.type) {
    case 'running':
      return <p className="muted">running…</p>;
    case 'failed':
      return <p className="bad">{result.message}</p>;
    case 'ran': {
      const refusal = refusalOf(result.run);
      const { stdout, stderr, exitCode } = result.run;
      if (refusal !== null) return <WhyRefused {...refusal} />;
      if (exitCode !== 0) return <pre className="bad">{stderr.trim()}</pre>;
      if (stdout !== '') return <pre className="output">{stdout.trimEnd()}</pre>;
      return undone === null && <p className="good">done</p>;
    }
  }
}
