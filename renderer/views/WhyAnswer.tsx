import type { ReactNode } from 'react';
import type { WhyView } from '../../core/index.ts';
import { Advice } from '../components/Advice.tsx';
import { CopyButton } from '../components/CopyButton.tsx';
import { PolicyDiff } from '../components/PolicyDiff.tsx';
import { StatementQuote } from '../components/StatementQuote.tsx';
import { useAnswer } from '../hooks/use-answer.ts';
import { useWorkbench } from '../hooks/use-workbench.ts';
import { formatInstant } from '../lab/format.ts';
import { AskAgain } from './AskAgain.tsx';
import { WhyDecision } from './WhyDecision.tsx';

type WhyAnswerProps = {
  readonly requestId: string;
  /** Hears of a request that was made to see whether it is answered otherwise now. */
  readonly onAsked: (requestId: string) => void;
};

/** Why a request was answered as it was, rung by rung. */
export function WhyAnswer({ requestId, onAsked }: WhyAnswerProps) {
  const why = useAnswer({ type: 'why', requestId }, 0);
  return (
    <>
      {why === null && <p className="nothing">The lab has no such request any more.</p>}
      {why != null && <Why why={why} again={<AskAgain requestId={requestId} onAsked={onAsked} />} />}
    </>
  );
}

type WhyProps = { readonly why: WhyView; readonly again: ReactNode };

function Why({ why, again }: WhyProps) {
  const { names } = useWorkbench();
  const {
    at,
    requestId,
    error,
    verdict,
    summary,
    fix,
    decisions,
    operation,
    by,
    keys,
    via,
    keyCheck,
    sentPolicy,
    missing,
  } = why;
  return (
    <>
      <p className={`verdict ${error === null ? 'verdict-good' : 'verdict-bad'}`}>
        <strong>{verdict.toUpperCase()}</strong>
        <span>{operation}</span>
        <span className="muted">
          {keys.length > 0 && `on ${keys.map(({ keyArn }) => names.key(keyArn)).join(', ')} `}by {names.caller(by)}
          {via !== null && ` through ${via}`}
        </span>
      </p>
      {at !== null && (
        <p className="muted">
          <time dateTime={new Date(at).toISOString()}>{formatInstant(at)} UTC</time>, request {requestId}
        </p>
      )}
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
      {error !== null && again}
      {decisions.length === 0 && error !== null && (
        <p className="muted">The request was turned away before anybody asked whether the caller may.</p>
      )}
      {missing.map((what) => (
        <p key={what} className="says">
          The trail does not tell everything of this request; it lacks {what}.
        </p>
      ))}
      {sentPolicy !== null && <SentPolicy sent={sentPolicy} />}
      {verdict === 'refused' && decisions.length > 0 && (
        <p className="muted">The call itself was allowed; it was refused for what is said above.</p>
      )}
      {decisions.map((decision, index) => (
        <WhyDecision
          key={decision.headline}
          decision={decision}
          verdict={verdict}
          keyCheck={index === decisions.length - 1 ? keyCheck : null}
        />
      ))}
    </>
  );
}

/** The key policy that a call sent and KMS did not take, and how it could be sent. */
function SentPolicy({ sent: { quotes, diffs } }: { readonly sent: NonNullable<WhyView['sentPolicy']> }) {
  return (
    <section>
      {quotes.map((quote) => (
        <StatementQuote key={quote.title} quote={quote} />
      ))}
      {diffs.length > 0 && (
        <>
          <h4>The change to what was sent</h4>
          <p className="says">Tried, and found to pass the check.</p>
        </>
      )}
      {diffs.map((diff) => (
        <PolicyDiff key={diff.policy} diff={diff} />
      ))}
    </section>
  );
}
