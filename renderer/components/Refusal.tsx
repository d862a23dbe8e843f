import type { WhyView } from '../../core/index.ts';
import { Advice } from './Advice.tsx';
import { Button } from './Button.tsx';
import { CopyButton } from './CopyButton.tsx';

type RefusalProps = {
  /** AWS's code and text, as they came. */
  readonly name: string;
  readonly message: string;
  readonly why: WhyView | null;
  readonly onWhy: () => void;
};

/** AWS's words first, then what they mean here, then one thing to try. */
export function Refusal({ name, message, why, onWhy }: RefusalProps) {
  return (
    <div className="refusal">
      <p className="refusal-words">
        <strong>{name}</strong> {message !== '' && <span className="refusal-message">{message}</span>}
        <CopyButton text={message === '' ? name : `${name}: ${message}`} what="error" />
      </p>
      {why !== null && <Advice summaryTitle="What it means here" summary={why.summary} fix={why.fix} />}
      <Button kind="quiet" onClick={onWhy}>
        Why? <kbd>w</kbd>
      </Button>
    </div>
  );
}
