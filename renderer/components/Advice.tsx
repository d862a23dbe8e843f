import { CommandLine } from './CommandLine.tsx';

type AdviceProps = { readonly summary: string; readonly summaryTitle: string; readonly fix: string | null };

/** What an answer means, and one thing to try. */
export function Advice({ summary, summaryTitle, fix }: AdviceProps) {
  return (
    <dl className="advice">
      <div>
        <dt>{summaryTitle}</dt>
        <dd>{summary}</dd>
      </div>
      {fix !== null && (
        <div>
          <dt>Try</dt>
          <dd>{fix.startsWith('aws ') ? <CommandLine line={fix} /> : fix}</dd>
        </div>
      )}
    </dl>
  );
}
