import type { WhyView } from '../../core/index.ts';
import { displayWidth } from '../text/display-width.ts';
import type { Glyphs } from '../text/glyphs.ts';
import { type Line, span, type Tone } from '../text/line.ts';
import { chop, wrapLines } from '../text/wrap.ts';

type StatementQuote = WhyView['decisions'][number]['quotes'][number];
type QuotedLine = StatementQuote['lines'][number];

/** Columns in front of a quoted line: its mark. */
const GUTTER = 4;

/** A statement as its policy has it: a mark in front of each value that was compared, and what the request has instead. */
export function quoteLines(
  { title, role, failed, lines }: StatementQuote,
  width: number,
  glyphs: Glyphs,
): readonly Line[] {
  const head = `${leadOf(role, failed)} ${title}${failed === null ? '' : ` (all but its ${failed})`}`;
  return [...wrapLines(head, width, { tone: 'strong' }), ...lines.flatMap((line) => quotedLines(line, width, glyphs))];
}

function leadOf(role: StatementQuote['role'], failed: StatementQuote['failed']): string {
  if (role === 'sent') return 'the policy that was sent:';
  if (role === 'deciding') return 'decided by';
  if (role === 'gone') return 'allows it to somebody who is gone:';
  return failed === 'Principal' ? 'allows it to others:' : 'nearly allows it:';
}

function quotedLines({ text, mark, note }: QuotedLine, width: number, glyphs: Glyphs): readonly Line[] {
  const tone: Tone = mark === 'matched' ? 'good' : mark === 'failed' ? 'bad' : 'dim';
  const sign = mark === 'matched' ? glyphs.yes : mark === 'failed' ? glyphs.no : '';
  const room = Math.max(1, width - GUTTER);
  const pieces = chop(text, room).map(
    (piece, index): Line => [span(`${index === 0 ? sign : ''}`.padEnd(GUTTER), tone), span(piece, tone)],
  );
  if (note === null) return pieces;
  const said = `${glyphs.back} ${note}`;
  const last = pieces.at(-1);
  const isRoom = pieces.length === 1 && displayWidth(text) + 2 + displayWidth(said) <= room;
  if (isRoom && last !== undefined) return [[...last, span(`  ${said}`, 'accent')]];
  const indent = ' '.repeat(GUTTER + Math.min(8, /^ */.exec(text)?.[0].length ?? 0));
  return [...pieces, ...wrapLines(said, width, { tone: 'accent', indent: `${indent}   `, first: indent })];
}
