import type { Explanation } from '../../core/index.ts';
import type { Glyphs } from '../text/glyphs.ts';
import { type Line, span, type Tone, toWidth } from '../text/line.ts';
import { wrapLines } from '../text/wrap.ts';

type ExplainedRung = Explanation['rungs'][number];

/** The decision ladder: every rung with how it stood, the deciding one marked. */
export function ladderLines({ rungs }: Explanation, width: number, glyphs: Glyphs): readonly Line[] {
  return rungs.flatMap((rung, index) => rungLines(rung, index + 1, width, glyphs));
}

const NUMBER = 2;
const TITLE = 33;
const RESULT = 13;

function rungLines(rung: ExplainedRung, number: number, width: number, glyphs: Glyphs): readonly Line[] {
  const { word, tone } = RESULTS[rung.result];
  const title = toWidth(rung.title, TITLE, glyphs.ellipsis);
  const head: Line = [
    span(rung.isDeciding ? glyphs.pointer : ' ', 'accent'),
    span(`${String(number).padStart(NUMBER)} `, 'dim'),
    span(title, rung.isDeciding ? 'strong' : isQuiet(rung) ? 'dim' : 'plain'),
    span(
      ` ${toWidth(rung.isDeciding ? word.toUpperCase() : word, RESULT, glyphs.ellipsis)}`,
      rung.isDeciding ? tone : 'dim',
    ),
    span(rung.isDeciding ? 'decided here' : '', 'strong'),
  ];
  if (isQuiet(rung)) return [head];
  return [head, ...wrapLines(rung.says, width, { tone: 'dim', indent: ' '.repeat(NUMBER + 2) })];
}

/** Most callers are bound by none of these. */
const BOUNDING: readonly ExplainedRung['name'][] = [
  'serviceControlPolicies',
  'resourceControlPolicies',
  'vpcEndpointPolicy',
  'permissionsBoundary',
  'sessionPolicy',
];

/** Rungs with nothing to tell beside their result. */
function isQuiet({ name, result, isDeciding }: ExplainedRung): boolean {
  return !isDeciding && (result === 'none' || (result === 'notApplicable' && BOUNDING.includes(name)));
}

const RESULTS: Readonly<Record<ExplainedRung['result'], { readonly word: string; readonly tone: Tone }>> = {
  allows: { word: 'yes', tone: 'good' },
  denies: { word: 'denies', tone: 'bad' },
  noMatch: { word: 'no', tone: 'bad' },
  none: { word: 'none', tone: 'plain' },
  notCounted: { word: 'not counted', tone: 'warn' },
  notApplicable: { word: '-', tone: 'plain' },
};
