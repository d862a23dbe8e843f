import { CopyButton } from './CopyButton.tsx';

type CommandLineProps = {
  readonly line: string;
  /** Runs it, where there is no other button for that. */
  readonly onRun?: () => void;
};

/** The `aws` command that equals a button: it can be read, copied, typed, and run. */
export function CommandLine({ line, onRun }: CommandLineProps) {
  return (
    <div className="command-line">
      <code>
        <span className="prompt" aria-hidden="true">
          ${' '}
        </span>
        {line}
      </code>
      {onRun !== undefined && (
        <button type="button" className="command-run" onClick={onRun}>
          Run
        </button>
      )}
      <CopyButton text={line} what="command" />
    </div>
  );
}
