import type { WhyView } from '../../core/index.ts';

type Quote = WhyView['decisions'][number]['quotes'][number];
type StatementQuoteProps = { readonly quote: Quote };

const SIGNS = {
  matched: { sign: '✓', said: 'matched: ' },
  failed: { sign: '✗', said: 'did not match: ' },
} as const;

/** A statement as its policy has it, with a mark in front of each value that was compared, and what the request has. */
export function StatementQuote({ quote }: StatementQuoteProps) {
  const { title, failed, lines } = quote;
  return (
    <figure className={`quote quote-${quote.role}`}>
      <figcaption>
        <span className="muted">{leadOf(quote)}</span> <strong>{title}</strong>
        {failed !== null && <span className="muted"> (all but its {failed})</span>}
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be within the keyboard's reach */}
      <section className="code" aria-label={`Statement of ${title}`} tabIndex={0}>
        <ol className="code-lines">
          {lines.map(({ text, mark, note }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines never move, and equal ones differ by their place alone
            <li key={index} className={mark === null ? 'code-line' : `code-line line-${mark}`}>
              <span className="code-sign" aria-hidden="true">
                {mark === null ? '' : SIGNS[mark].sign}
              </span>
              {mark !== null && <span className="visually-hidden">{SIGNS[mark].said}</span>}
              <code>{text}</code>
              {note !== null && <em className="code-note">← {note}</em>}
            </li>
          ))}
        </ol>
      </section>
    </figure>
  );
}

function leadOf({ role, failed }: Quote): string {
  if (role === 'sent') return 'The policy that was sent:';
  if (role === 'deciding') return 'Decided by';
  if (role === 'gone') return 'Allows it to somebody who is gone:';
  return failed === 'Principal' ? 'Allows it to others:' : 'Nearly allows it:';
}
