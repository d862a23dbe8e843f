import type { WhyView } from '../../core/index.ts';
import { CopyButton } from '../components/CopyButton.tsx';
import { DecisionLadder } from '../components/DecisionLadder.tsx';
import { GainsList } from '../components/GainsList.tsx';
import { MakersNote } from '../components/MakersNote.tsx';
import { PolicyDiff } from '../components/PolicyDiff.tsx';
import { StatementQuote } from '../components/StatementQuote.tsx';
import { useAnswer } from '../hooks/use-answer.ts';
import { inWords } from '../lab/format.ts';

type Decision = WhyView['decisions'][number];
type WhyDecisionProps = {
  readonly decision: Decision;
  readonly verdict: WhyView['verdict'];
  readonly keyCheck: WhyView['keyCheck'] | null;
};

/** One decision: the ladder, the statements that decided or nearly did, and the change that would allow it. */
export function WhyDecision({ decision, verdict, keyCheck }: WhyDecisionProps) {
  // Of what was not refused by it, nobody looks for a statement.
  const isToldByStatements = verdict === 'allowed' || (verdict === 'denied' && !decision.isAllowed);
  return (
    <section className="decision">
      <h3>{decision.headline}</h3>
      <DecisionLadder rungs={decision.rungs} keyCheck={keyCheck} />
      {isToldByStatements && <Statements decision={decision} />}
      <Change decision={decision} />
    </section>
  );
}

function Statements({ decision: { quotes, statements } }: { readonly decision: Decision }) {
  const others = statements.filter((_, index) => !quotes.some((quote) => quote.index === index));
  return (
    <>
      {quotes.map((quote) => (
        <StatementQuote key={`${quote.role} ${quote.title}`} quote={quote} />
      ))}
      {others.length > 0 && (
        <details className="others">
          <summary>
            {quotes.length === 0 ? 'Statements that were read' : 'Other statements that were read'} ({others.length})
          </summary>
          <ul>
            {others.map((statement) => (
              <OtherStatement key={statement.title} statement={statement} />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function OtherStatement({ statement }: { readonly statement: Decision['statements'][number] }) {
  const { title, effect, outcome, parts } = statement;
  const failed = parts.find(({ matched }) => !matched);
  return (
    <li>
      <span aria-hidden="true">{failed === undefined ? '✓' : '✗'}</span> {effect} · {title}:{' '}
      {failed === undefined ? inWords(outcome) : <code>{`${failed.element} ${failed.text || 'none'}`}</code>}
    </li>
  );
}

/** The smallest change that would allow it, and whom else it would let in. */
function Change({ decision: { diffs, fixChanges, lead, makers, whoWouldGain } }: { readonly decision: Decision }) {
  // What a change would have done then is done with: one answer is enough.
  const gains = useAnswer(whoWouldGain, 0);
  if (diffs.length === 0) return null;
  return (
    <>
      <h4>
        {diffs.length === 1
          ? 'The change that would allow it'
          : `${diffs.length} changes, needed together, would allow it`}
      </h4>
      <p className="says">
        Tried, and found to allow it. Nothing applies it by itself.
        {lead !== null && ' It takes the place of the first way.'}
      </p>
      {diffs.map((diff, index) => (
        <div className="proposal" key={diff.policy}>
          <PolicyDiff diff={diff} />
          <CopyButton text={fixChanges[index]?.after ?? ''} what="changed policy" />
        </div>
      ))}
      {makers.map((one) => (
        <MakersNote key={one.policy} makers={one} />
      ))}
      {gains !== undefined && (
        <>
          <h4>With it</h4>
          <GainsList gains={gains} />
        </>
      )}
    </>
  );
}
