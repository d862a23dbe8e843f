import type { WhyView } from '../../core/index.ts';
import { Advice } from '../components/Advice.tsx';
import { CopyButton } from '../components/CopyButton.tsx';
import { DecisionLadder } from '../components/DecisionLadder.tsx';
import { Sheet } from '../components/Sheet.tsx';
import { useAnswer } from '../hooks/use-answer.ts';
import { useWorkbench } from '../hooks/use-workbench.ts';

type WhySheetProps = { readonly requestId: string; readonly onClose: () => void };

/** Why a request was answered as it was, rung by rung. */
export function WhySheet({ requestId, onClose }: WhySheetProps) {
  const why = useAnswer({ type: 'why', requestId }, 0);
  return (
    <Sheet title="Why this answer?" size="large" onClose={onClose}>
      {why === null && <p className="nothing">The lab has no such request any more.</p>}
      {why != null && <Why why={why} />}
    </Sheet>
  );
}

type WhyProps = { readonly why: WhyView };

function Why({ why }: WhyProps) {
  const { names } = useWorkbench();
  const { error, summary, fix, decisions, operation, by } = why;
  return (
    <>
      <p className={`verdict ${error === null ? 'verdict-good' : 'verdict-bad'}`}>
        <strong>{error === null ? 'ANSWERED' : 'REFUSED'}</strong>
        <span>{operation}</span>
        <span className="muted">by {names.caller(by)}</span>
      </p>
      {error !== null && (
        <p className="refusal-words">
          <strong>{error.name}</strong>{' '}
          {error.message !== '' && <span className="refusal-message">{error.message}</span>}
          <CopyButton text={`${error.name}: ${error.message}`} what="error" />
        </p>
      )}
      <Advice
        summaryTitle={error === null ? 'What happened' : 'What it means here'}
        summary={summary || 'Nobody had to be asked: this call needs no permission.'}
        fix={fix}
      />
      {decisions.length === 0 && error !== null && (
        <p className="muted">The request was turned away before anybody asked whether the caller may.</p>
      )}
      {decisions.map((decision) => (
        <DecisionLadder key={decision.headline} decision={decision} />
      ))}
    </>
  );
}
