import type { WhyView } from '../../core/index.ts';
import { CopyButton } from '../components/CopyButton.tsx';
import { DecisionLadder } from '../components/DecisionLadder.tsx';
import { GainsList } from '../components/GainsList.tsx';
import { PolicyDiff } from '../components/PolicyDiff.tsx';
import { StatementQuote } from '../components/StatementQuote.tsx';
import { useAnswer } from '../hooks/use-answer.ts';
import { inWords } from '../lab/format.ts';

type Decision = WhyView['decisions'][number];
type WhyDecisionProps = { readonly decision: Decision; readonly keyCheck: WhyView['keyCheck'] | null };

/** One decision: the ladder, the statements that decided or nearly did, and the change that would allow it. */
export function WhyDecision({ decision, keyCheck }: WhyDecisionProps) {
  const { headline, rungs, quotes, statements } = decision;
  const others = statements.filter((_, index) => !quotes.some((quote) => quote.index === index));
  return (
    <section className="decision">
      <h3>{headline}</h3>
      <DecisionLadder rungs={rungs} keyCheck={keyCheck} />
      {quotes.map((quote) => (
        <StatementQuote key={quote.index} quote={quote} />
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
      <Change decision={decision} />
    </section>
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
function Change({ decision: { diffs, fixChanges, whoWouldGain } }: { readonly decision: Decision }) {
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
      <p className="says">Tried, and found to allow it. Nothing applies it by itself.</p>
      {diffs.map((diff, index) => (
        <div className="proposal" key={diff.policy}>
          <PolicyDiff diff={diff} />
          <CopyButton text={fixChanges[index]?.after ?? ''} what="changed policy" />
        </div>
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
