import { type CopyState, useCopy } from '../hooks/use-copy.ts';
import { Icon } from './Icon.tsx';

type CopyButtonProps = {
  readonly text: string;
  /** What is copied: `ARN`, `command`, `JSON`. */
  readonly what: string;
};

const NOTICE = { idle: '', copied: 'Copied', failed: "Couldn't copy" } as const satisfies Record<CopyState, string>;

export function CopyButton({ text, what }: CopyButtonProps) {
  const { state, copy } = useCopy();
  return (
    <button
      type="button"
      className="copy"
      onClick={() => copy(text)}
      aria-label={`Copy ${what}`}
      title={`Copy ${what}`}
    >
      <Icon name={state === 'copied' ? 'check' : 'copy'} />
      <span className="copy-notice" role="status">
        {NOTICE[state]}
      </span>
    </button>
  );
}
