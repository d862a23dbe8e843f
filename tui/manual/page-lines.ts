import { type Line, line, span } from '../text/line.ts';
import { wrapLines } from '../text/wrap.ts';
import type { Block, Page } from './page.ts';

const INDENT = ' '.repeat(4);
const DEEPER = ' '.repeat(8);

/** A page as text, in lines of at most `width` columns but for examples, which are to be pasted. */
export function pageLines({ sections }: Page, width: number): readonly Line[] {
  return sections.flatMap(({ title, blocks }, index) => [
    ...(index === 0 ? [] : [line('')]),
    line(title, 'strong'),
    ...blocks.flatMap((block, at) => [
      ...(at > 0 && hasSpaceBefore(block) ? [line('')] : []),
      ...blockLines(block, width),
    ]),
  ]);
}

/** Examples without words of their own go on from the line before. */
function hasSpaceBefore(block: Block): boolean {
  return block.kind === 'text' || block.kind === 'heading' || (block.kind === 'example' && block.says !== '');
}

function blockLines(block: Block, width: number): readonly Line[] {
  switch (block.kind) {
    case 'text':
      return wrapLines(block.text, width, { indent: INDENT });
    case 'heading':
      return [line(`${INDENT}${block.text}`, 'strong')];
    case 'line':
      return [line(`${INDENT}${block.text}`, 'accent')];
    case 'term':
      return termLines(block.isInner === true ? `  ${block.term}` : block.term, block.text, width);
    case 'example':
      return [
        ...(block.says === '' ? [] : wrapLines(`${block.says}:`, width, { indent: INDENT })),
        ...block.line.split('\n').map((text): Line => [span(DEEPER), span(text, 'accent')]),
      ];
  }
}

/** Columns of a term that leaves its text on the same line. */
const SHORT_TERM = 18;

function termLines(term: string, text: string, width: number): readonly Line[] {
  const indent = `${INDENT}${' '.repeat(SHORT_TERM)}`;
  const lines = wrapLines(text, width, { indent });
  const [first] = lines;
  if (term.length > SHORT_TERM - 2 || first === undefined) return [[span(INDENT), span(term, 'accent')], ...lines];
  const rest = first.map(({ text: all }) => all.slice(indent.length)).join('');
  return [[span(INDENT), span(term.padEnd(SHORT_TERM), 'accent'), span(rest)], ...lines.slice(1)];
}
