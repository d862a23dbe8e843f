import type { WhyView } from '../../core/index.ts';

type Diff = WhyView['decisions'][number]['diffs'][number];
type DiffLine = Diff['hunks'][number]['lines'][number];
type PolicyDiffProps = { readonly diff: Diff };

/** A change of a policy, line by line. The marks and the words for them say it without colours. */
export function PolicyDiff({ diff }: PolicyDiffProps) {
  const { policy, isNew, isGone, hunks } = diff;
  const what = isNew ? 'new' : isGone ? 'taken away' : 'changed';
  return (
    <figure className="quote">
      <figcaption>
        <strong>{policy}</strong> <span className="muted">{what}</span>
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be within the keyboard's reach */}
      <section className="code" aria-label={`Change of ${policy}`} tabIndex={0}>
        {hunks.map(({ header, lines }) => (
          <ol className="code-lines" key={header} aria-label={header}>
            {lines.map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines never move, and equal ones differ by their place alone
              <li key={index} className={`code-line line-${line.kind}`}>
                <LineOfDiff line={line} />
              </li>
            ))}
          </ol>
        ))}
      </section>
    </figure>
  );
}

function LineOfDiff({ line: { kind, text } }: { readonly line: DiffLine }) {
  switch (kind) {
    case 'added':
      return (
        <ins>
          <Sign sign="+" said="added: " />
          <code>{text}</code>
        </ins>
      );
    case 'removed':
      return (
        <del>
          <Sign sign="−" said="removed: " />
          <code>{text}</code>
        </del>
      );
    case 'same':
      return (
        <>
          <Sign sign="" said="" />
          <code>{text}</code>
        </>
      );
  }
}

function Sign({ sign, said }: { readonly sign: string; readonly said: string }) {
  return (
    <>
      <span className="code-sign" aria-hidden="true">
        {sign}
      </span>
      <span className="visually-hidden">{said}</span>
    </>
  );
}
