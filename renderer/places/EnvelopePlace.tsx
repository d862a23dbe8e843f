import type { LogEntry } from '../app/ui-state.ts';
import { EmptyState } from '../components/EmptyState.tsx';
import { EnvelopeDrawing } from '../diagrams/EnvelopeDrawing.tsx';
import { EnvelopeTable } from '../diagrams/EnvelopeTable.tsx';
import { useEnvelope } from '../hooks/use-envelope.ts';
import { useWorkbench } from '../hooks/use-workbench.ts';
import { EnvelopeServices } from '../views/EnvelopeServices.tsx';
import { EnvelopeSteps } from '../views/EnvelopeSteps.tsx';
import { EnvelopeTraffic } from '../views/EnvelopeTraffic.tsx';
import { LessonPointer } from '../views/LessonPointer.tsx';

type EnvelopePlaceProps = { readonly log: readonly LogEntry[] };

/** Envelope encryption with real bytes: where a data key comes from, what it encrypts, and how little KMS sees of it. */
export function EnvelopePlace({ log }: EnvelopePlaceProps) {
  const { names } = useWorkbench();
  const view = useEnvelope(log);
  return (
    <main className="place place-envelope" id="place" tabIndex={-1} aria-label="Envelope">
      <h2>Envelope encryption</h2>
      {view !== undefined && (
        <>
          {view.envelope === null ? (
            <EmptyState title="No data key yet" lesson={<LessonPointer teaches="envelope" />}>
              KMS encrypts 4,096 bytes at most. For more it makes a data key and gives it to you twice: in plaintext, to
              encrypt with here, and wrapped by the KMS key, to be kept beside the data. The plaintext one is dropped
              after use; only KMS can open the other.
            </EmptyState>
          ) : (
            <EnvelopeDrawing envelope={view.envelope} names={names} />
          )}
          <EnvelopeTraffic traffic={view.traffic} />
          <EnvelopeSteps next={view.next} refusals={view.refusals} isBegun={view.envelope !== null} />
          {view.envelope !== null && <EnvelopeTable envelope={view.envelope} names={names} />}
          <EnvelopeServices services={view.services} />
        </>
      )}
    </main>
  );
}
