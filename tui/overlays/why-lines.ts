import type { Explanation, LabView, WhyView } from '../../core/index.ts';
import { principalName } from '../lab/names.ts';
import type { Glyphs } from '../text/glyphs.ts';
import { type Line, line, span, type Tone } from '../text/line.ts';
import { printableLines } from '../text/printable.ts';
import { chopLines, wrapLines } from '../text/wrap.ts';
import { ladderLines } from './ladder-lines.ts';

/** Why a request was answered as it was: AWS's exact words, what they mean here, one thing to try, then the ladder. */
export function whyLines(
  why: WhyView | 'unknown' | null,
  view: LabView | null,
  width: number,
  glyphs: Glyphs,
): readonly Line[] {
  if (why === null) return [line('asking the lab…', 'dim')];
  if (why === 'unknown')
    return wrapLines(
      'The lab keeps no reasons for this request: it was made before the lab was opened, or by AWS itself.',
      width,
    );
  const by = view === null ? why.by : principalName(why.by, view);
  return [
    [span(`${verdictOf(why, glyphs)}  `, toneOf(why)), span(why.operation, 'strong'), span(`  by ${by}`, 'dim')],
    ...errorLines(why, width),
    line(''),
    ...wrapLines(why.summary, width),
    ...(why.fix === null ? [] : wrapLines(why.fix, width, { tone: 'accent', first: 'Try: ', indent: '     ' })),
    ...why.decisions.flatMap((decision) =>
      decisionLines(decision, !why.summary.startsWith(decision.headline), width, glyphs),
    ),
  ];
}

function verdictOf({ error, decisions }: WhyView, glyphs: Glyphs): string {
  if (error === null) return `${glyphs.yes} ALLOWED`;
  return decisions.some(({ because }) => because === error.because) ? `${glyphs.no} DENIED` : `${glyphs.no} REFUSED`;
}

function toneOf({ error }: WhyView): Tone {
  return error === null ? 'good' : 'bad';
}

function errorLines({ error }: WhyView, width: number): readonly Line[] {
  if (error === null) return [];
  const exact = error.message === '' ? error.name : `${error.name}: ${error.message}`;
  return printableLines(exact).flatMap((text) => wrapLines(text, width, { tone: 'bad' }));
}

function decisionLines(decision: Explanation, isTitled: boolean, width: number, glyphs: Glyphs): readonly Line[] {
  return [
    line(''),
    ...(isTitled ? wrapLines(decision.headline, width, { tone: 'strong' }) : []),
    ...ladderLines(decision, width, glyphs),
    ...statementLines(decision, width, glyphs),
    ...(decision.fixStatement === null
      ? []
      : [line(''), line('the statement that would help', 'dim'), ...jsonLines(decision.fixStatement, width)]),
  ];
}

/** Every statement that was looked at, the deciding ones marked, and what in each did or did not match. */
function statementLines({ statements }: Explanation, width: number, glyphs: Glyphs): readonly Line[] {
  if (statements.length === 0) return [];
  return [
    line(''),
    line('statements', 'dim'),
    ...statements.flatMap((statement): readonly Line[] => [
      [
        span(statement.isDeciding ? `${glyphs.pointer} ` : '  ', 'accent'),
        span(statement.title, statement.isDeciding ? 'strong' : 'plain'),
        span(`  ${statement.effect}, ${OUTCOMES[statement.outcome]}`, statement.isDeciding ? 'plain' : 'dim'),
      ],
      ...statement.parts.flatMap(({ element, matched, text }) =>
        wrapLines(text, width, {
          tone: matched ? 'good' : 'dim',
          first: `    ${(matched ? glyphs.yes : glyphs.no).padEnd(2)} ${element.padEnd(10)}`,
          indent: ' '.repeat(17),
        }),
      ),
    ]),
  ];
}

const OUTCOMES = { matched: 'matches', account: 'trusts the account', notMatched: 'does not match' } as const;

function jsonLines(value: unknown, width: number): readonly Line[] {
  return JSON.stringify(value, null, 2)
    .split('\n')
    .flatMap((text) => chopLines(text, width, 'accent'));
}
