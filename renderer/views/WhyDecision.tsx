import type { WhyView } from '../../core/index.ts';
import { Button } from '../components/Button.tsx';
import { CopyButton } from '../components/CopyButton.tsx';
import { DecisionLadder } from '../components/DecisionLadder.tsx';
import { GainsList } from '../components/GainsList.tsx';
import { MakersNote } from '../components/MakersNote.tsx';
import { PolicyDiff } from '../components/PolicyDiff.tsx';
import { StatementQuote } from '../components/StatementQuote.tsx';
import { firstChange } from '../editor/first-change.ts';
import { useAnswer } from '../hooks/use-answer.ts';
import { useWorkbench } from '../hooks/use-workbench.ts';
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

function Statements({ decision }: { readonly decision: Decision }) {
  const { quotes, statements } = decision;
  const others = statements.filter((_, index) => !quotes.some((quote) => quote.index === index));
  return (
    <>
      {quotes.map((quote) => (
        <div key={`${quote.role} ${quote.title}`}>
          <StatementQuote quote={quote} />
          <OpenStatement decision={decision} index={quote.index} />
        </div>
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

/** The way from a statement of a key policy to the policy, open in its editor. */
function OpenStatement({ decision, index }: { readonly decision: Decision; readonly index: number | null }) {
  const { dispatch } = useWorkbench();
  const statement = index === null ? null : (decision.statements[index]?.inKeyPolicy ?? null);
  if (statement === null) return null;
  const draft = { keyArn: decision.resourceArn, text: null, statement, caret: null };
  return <Button onClick={() => dispatch({ type: 'editPolicy', draft })}>Open it in the policy editor</Button>;
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
function Change({ decision }: { readonly decision: Decision }) {
  const { diffs, fixChanges, lead, makers, whoWouldGain } = decision;
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
          <OpenChange decision={decision} change={fixChanges[index]} />
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

type OpenChangeProps = { readonly decision: Decision; readonly change: Decision['fixChanges'][number] | undefined };

/** The way from a proposed change of a key policy to the editor, where it is tried and put by whoever may. */
function OpenChange({ decision, change }: OpenChangeProps) {
  const { dispatch } = useWorkbench();
  if (change?.policy.type !== 'key' || change.after === null) return null;
  const caret = firstChange(change.before ?? '', change.after);
  const draft = { keyArn: decision.resourceArn, text: change.after, statement: null, caret };
  return <Button onClick={() => dispatch({ type: 'editPolicy', draft })}>Open the change in the policy editor</Button>;
}
