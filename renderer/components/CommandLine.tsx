import { CommandText } from './CommandText.tsx';
import { CopyButton } from './CopyButton.tsx';

type CommandLineProps = {
  readonly line: string;
  /** Runs it, where there is no other button for that. */
  readonly onRun?: () => void;
  /** Puts it into the command bar, where something in it is still to be filled in. */
  readonly onFillIn?: () => void;
};

/** The `aws` command that equals a button: it can be read, copied, typed, and run. */
export function CommandLine({ line, onRun, onFillIn }: CommandLineProps) {
  return (
    <div className="command-line">
      <code>
        <span className="prompt" aria-hidden="true">
          ${' '}
        </span>
        <CommandText text={line} />
      </code>
      {onRun !== undefined && (
        <button type="button" className="command-run" onClick={onRun}>
          Run
        </button>
      )}
      {onFillIn !== undefined && (
        <button type="button" className="command-run" onClick={onFillIn}>
          Fill in
        </button>
      )}
      <CopyButton text={line} what="command" />
    </div>
  );
}
