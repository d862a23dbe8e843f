import { Button } from '../components/Button.tsx';
import { Sheet } from '../components/Sheet.tsx';

type SolutionSheetProps = { readonly onAccept: () => void; readonly onClose: () => void };

/** Asks before the solution is shown: what was done in the step is gone by it, and the lesson says so ever after. */
export function SolutionSheet({ onAccept, onClose }: SolutionSheetProps) {
  return (
    <Sheet title="Show the solution?" onClose={onClose}>
      <p className="says">
        The step begins anew and its solution is played for you: what you did in this step is gone, and the lesson
        counts as done with solutions shown.
      </p>
      <div className="sheet-actions">
        <Button onClick={onClose}>Go on myself</Button>
        <Button
          kind="primary"
          onClick={() => {
            onClose();
            onAccept();
          }}
        >
          Show it
        </Button>
      </div>
    </Sheet>
  );
}
