import type { Explanation, WhyView } from '../../core/index.ts';
import { displayWidth } from '../text/display-width.ts';
import type { Glyphs } from '../text/glyphs.ts';
import { type Line, lineWidth, span, type Tone, toWidth } from '../text/line.ts';
import { wrapLines } from '../text/wrap.ts';

type ExplainedRung = Explanation['rungs'][number];
type KeyCheck = WhyView['keyCheck'];

/** A rung as it is drawn. */
interface Drawn {
  readonly title: string;
  readonly word: string;
  readonly tone: Tone;
  readonly says: string;
  readonly isDeciding: boolean;
  /** There is little to tell beside the word. */
  readonly isQuiet: boolean;
}

/** The decision ladder: every rung with how it stood, the deciding one marked; and what is looked at behind it. */
export function ladderLines(
  { rungs }: Pick<Explanation, 'rungs'>,
  keyCheck: KeyCheck | null,
  width: number,
  glyphs: Glyphs,
): readonly Line[] {
  const isRefusedBehind = keyCheck?.result === 'refused';
  const drawn = [
    ...rungs.map((rung) => drawnRung(isRefusedBehind ? { ...rung, isDeciding: false } : rung)),
    ...(keyCheck === null ? [] : [drawnCheck(keyCheck)]),
  ];
  return drawn.flatMap((rung, index) => rungLines(rung, index + 1, width, glyphs));
}

const TITLE = 36;
const RESULT = 12;
const NUMBER = 4;
const SHORTEST_TITLE = 22;

function rungLines(
  { title, word, tone, says, isDeciding, isQuiet }: Drawn,
  number: number,
  width: number,
  glyphs: Glyphs,
): readonly Line[] {
  const here = `${glyphs.back} decided here`;
  const titleWidth = Math.max(SHORTEST_TITLE, Math.min(TITLE, width - NUMBER - RESULT - 1 - displayWidth(here)));
  const start: Line = [
    span(isDeciding ? glyphs.pointer : ' ', 'accent'),
    span(`${String(number).padStart(2)} `, 'dim'),
    span(toWidth(title, titleWidth, glyphs.ellipsis), isDeciding ? 'strong' : isQuiet ? 'dim' : 'plain'),
    span(` ${toWidth(isDeciding ? word.toUpperCase() : word, RESULT, glyphs.ellipsis)}`, isDeciding ? tone : 'dim'),
  ];
  // Where it has no room, the pointer in front and the capitals say it.
  const hasRoom = isDeciding && lineWidth(start) + displayWidth(here) <= width;
  const head: Line = hasRoom ? [...start, span(here, 'strong')] : start;
  if (!isQuiet) return [head, ...wrapLines(says, width, { tone: 'dim', indent: ' '.repeat(NUMBER) })];
  return [lineWidth(head) + displayWidth(says) <= width ? [...head, span(says, 'dim')] : head];
}

function drawnRung({ name, title, result, isDeciding, says }: ExplainedRung): Drawn {
  const isQuiet = !isDeciding && (result === 'none' || result === 'notApplicable');
  const shown = name === 'crossAccount' && result === 'allows' ? BOTH_NEEDED : RESULTS[result];
  return { title, ...shown, says, isDeciding, isQuiet };
}

/** The rung lets it be asked across accounts, which is not yet a yes of both. */
const BOTH_NEEDED = { word: 'both needed', tone: 'plain' } as const;

const RESULTS: Readonly<Record<ExplainedRung['result'], { readonly word: string; readonly tone: Tone }>> = {
  allows: { word: 'yes', tone: 'good' },
  denies: { word: 'denies', tone: 'bad' },
  noMatch: { word: 'no', tone: 'bad' },
  none: { word: 'none', tone: 'plain' },
  notCounted: { word: 'not counted', tone: 'warn' },
  notApplicable: { word: 'not asked', tone: 'plain' },
};

function drawnCheck({ result, says }: KeyCheck): Drawn {
  const isDeciding = result === 'refused';
  return { title: 'Key state and usage', ...CHECKS[result], says, isDeciding, isQuiet: !isDeciding };
}

const CHECKS: Readonly<Record<KeyCheck['result'], { readonly word: string; readonly tone: Tone }>> = {
  passed: { word: 'passes', tone: 'good' },
  refused: { word: 'refuses', tone: 'bad' },
  notReached: { word: 'not reached', tone: 'plain' },
  notApplicable: { word: 'not asked', tone: 'plain' },
};
