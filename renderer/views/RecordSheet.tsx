import { Button } from '../components/Button.tsx';
import { CodeBlock } from '../components/CodeBlock.tsx';
import { CopyButton } from '../components/CopyButton.tsx';
import { Sheet } from '../components/Sheet.tsx';
import { useAnswer } from '../hooks/use-answer.ts';
import { useWorkbench } from '../hooks/use-workbench.ts';
import { TRAIL_SHOWN } from '../lab/trail-rows.ts';

type RecordSheetProps = { readonly eventId: string; readonly onClose: () => void };

/** One CloudTrail record, whole. */
export function RecordSheet({ eventId, onClose }: RecordSheetProps) {
  const { open } = useWorkbench();
  const row = useAnswer({ type: 'trail', limit: TRAIL_SHOWN }, 0)?.find(({ record }) => record.eventID === eventId);
  const requestId = row?.requestId ?? null;
  const json = row === undefined ? '' : JSON.stringify(row.record, null, 2);
  return (
    <Sheet title={row?.record.eventName ?? 'Record'} size="large" onClose={onClose}>
      <div className="card-head">
        <p className="muted">As CloudTrail wrote it. What was encrypted is never in a record.</p>
        {requestId !== null && <Button onClick={() => open({ type: 'why', requestId })}>Why this answer?</Button>}
        <CopyButton text={json} what="JSON" />
      </div>
      <CodeBlock label="CloudTrail record" text={json} />
    </Sheet>
  );
}
