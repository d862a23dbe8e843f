import { useEffect } from 'react';
import { Button } from './Button.tsx';

type ToastProps = {
  readonly says: string;
  /** What the button in it does, where there is one. */
  readonly action?: { readonly title: string; readonly onDo: () => void };
  readonly onClose: () => void;
};

/** Long enough to read and to reach. Source: WCAG 2.2, 2.2.1 "Timing Adjustable": what it offers is in the palette too. */
const SHOWN_MS = 10_000;

/** A line that tells what was done, and goes by itself. */
export function Toast({ says, action, onClose }: ToastProps) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: other words are another toast
  useEffect(() => {
    const timer = setTimeout(onClose, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [says]);
  return (
    <div className="toast" role="status">
      <span>{says}</span>
      {action !== undefined && <Button onClick={action.onDo}>{action.title}</Button>}
      <Button kind="quiet" label="Close the message" onClick={onClose}>
        ×
      </Button>
    </div>
  );
}
