import { useState } from 'react';
import type { KeySummary, LabView } from '../../core/index.ts';
import { keyCommands, keyReference } from '../aws/key-commands.ts';
import { Button } from '../components/Button.tsx';
import { CommandLine } from '../components/CommandLine.tsx';
import { Sheet } from '../components/Sheet.tsx';
import { useWorkbench } from '../hooks/use-workbench.ts';
import { keyLabel } from '../lab/format.ts';

type ScheduleDeletionSheetProps = {
  readonly keySummary: KeySummary;
  readonly view: LabView;
  readonly onClose: () => void;
};

const LONGEST_DAYS = 30;

/** Asks how long to wait, and says what the deletion will cost. */
export function ScheduleDeletionSheet({ keySummary, view, onClose }: ScheduleDeletionSheetProps) {
  const { run, standpoint } = useWorkbench();
  const [days, setDays] = useState(String(LONGEST_DAYS));
  const line = keyCommands.scheduleDeletion(keyReference(keySummary, standpoint.as), Number(days));
  const protects = [...view.volumes, ...view.snapshots].filter(
    ({ kmsKeyArn }) => kmsKeyArn === keySummary.keyArn,
  ).length;
  return (
    <Sheet title={`Schedule deletion of ${keyLabel(keySummary)}`} onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void run(line);
          onClose();
        }}
      >
        <p className="notice notice-warning" role="note">
          <strong>On AWS this is final once the waiting period is over.</strong> Everything encrypted under the key is
          lost with it
          {protects === 0 ? '.' : `, ${protects} of this lab's volumes and snapshots among it.`}
        </p>
        <label className="field field-inline">
          <span>Waiting period, days (7 to 30)</span>
          <input type="number" min={7} max={30} value={days} onChange={(event) => setDays(event.target.value)} />
        </label>
        <CommandLine line={line} />
        <div className="sheet-actions">
          <Button onClick={onClose}>Keep the key</Button>
          <Button kind="danger" type="submit">
            Schedule deletion
          </Button>
        </div>
      </form>
    </Sheet>
  );
}
