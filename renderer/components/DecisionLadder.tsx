import type { Explanation } from '../../core/index.ts';
import { inWords } from '../lab/format.ts';
import { CodeBlock } from './CodeBlock.tsx';
import { CopyButton } from './CopyButton.tsx';

type DecisionLadderProps = { readonly decision: Explanation };
type RungResult = Explanation['rungs'][number]['result'];

const WORDS = {
  allows: 'allows',
  denies: 'DENIES',
  noMatch: 'no match',
  none: 'none',
  notCounted: 'not counted',
  notApplicable: 'not asked',
} as const satisfies Record<RungResult, string>;

/** A decision as the ladder that it climbed; rungs that weren't reached stay in sight. */
export function DecisionLadder({ decision }: DecisionLadderProps) {
  const { headline, rungs, statements, fixStatement } = decision;
  const proposed = fixStatement === null ? null : JSON.stringify(fixStatement, null, 2);
  return (
    <section className="decision">
      <h3>{headline}</h3>
      <ol className="ladder" aria-label="How it was decided">
        {rungs.map(({ name, title, result, isDeciding, says }) => (
          <li key={name} className={`rung rung-${result} ${isDeciding ? 'rung-deciding' : ''}`}>
            <span className="rung-title">{title}</span>
            <span className="rung-result">{WORDS[result]}</span>
            <span className="rung-says">
              {isDeciding && <strong className="rung-mark">← decided here </strong>}
              {says}
            </span>
          </li>
        ))}
      </ol>
      {statements.length > 0 && (
        <>
          <h4>Statements that were read</h4>
          <ul className="statements">
            {statements.map((statement) => (
              <li key={statement.title} className={statement.isDeciding ? 'statement deciding' : 'statement'}>
                <span className="statement-title">
                  {statement.effect} · {statement.title}
                </span>
                <span className="statement-outcome">{inWords(statement.outcome)}</span>
                <ul className="parts">
                  {statement.parts.map(({ element, matched, text }) => (
                    <li key={element} className={matched ? 'part part-matched' : 'part'}>
                      <span aria-hidden="true">{matched ? '✓' : '✗'}</span> {element}{' '}
                      <span className="visually-hidden">{matched ? 'matched' : 'did not match'}</span>
                      <code>{text}</code>
                    </li>
                  ))}
                </ul>
              </li>
            ))}
          </ul>
        </>
      )}
      {proposed !== null && (
        <>
          <h4>A statement that would allow it</h4>
          <div className="proposal">
            <CodeBlock label="Proposed statement" text={proposed} />
            <CopyButton text={proposed} what="JSON" />
          </div>
        </>
      )}
    </section>
  );
}
