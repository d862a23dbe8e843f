import type { GainsView } from '../../core/index.ts';
import type { Glyphs } from '../text/glyphs.ts';
import { type Line, line } from '../text/line.ts';
import { wrapLines } from '../text/wrap.ts';
import { actionNames } from './action-names.ts';

type ShiftRow = GainsView['gained'][number];

/** Who would gain and who would lose what, and by what; and whether anybody could change the policy again. */
export function gainsLines(
  { gained, lost, mayChangePolicy }: GainsView,
  width: number,
  glyphs: Glyphs,
): readonly Line[] {
  return [
    ...(gained.length + lost.length === 0 ? [line('Nobody gains or loses anything on this key.')] : []),
    ...gained.flatMap((row) => shiftLines(row, 'GAINS', width, glyphs)),
    ...lost.flatMap((row) => shiftLines(row, 'LOSES', width, glyphs)),
    ...policyLines(mayChangePolicy, width),
  ];
}

function shiftLines(
  { label, groups }: ShiftRow,
  verb: 'GAINS' | 'LOSES',
  width: number,
  glyphs: Glyphs,
): readonly Line[] {
  const tone = verb === 'GAINS' ? 'good' : 'bad';
  const mark = verb === 'GAINS' ? '+' : '-';
  return groups.flatMap(({ actions, before, after }) => [
    ...wrapLines(`${label}: ${actionNames(actions)}`, width, { tone, first: `${mark} ${verb}  `, indent: INDENT }),
    ...wrapLines(`${before.says} ${glyphs.arrow} ${after.says}`, width, {
      tone: 'dim',
      indent: INDENT,
    }),
  ]);
}

const INDENT = ' '.repeat(9);

function policyLines({ before, after }: GainsView['mayChangePolicy'], width: number): readonly Line[] {
  if (after.length > 0) return [];
  const says =
    before.length === 0
      ? 'Nobody of this world may change the key policy, and nobody could then.'
      : `LOCKED OUT: nobody of this world could change the key policy any more; now ${listed(before)} may.`;
  return [line(''), ...wrapLines(says, width, { tone: 'bad' })];
}

function listed(labels: readonly string[]): string {
  const shown = labels.slice(0, 3).join(', ');
  return labels.length > 3 ? `${shown} and ${labels.length - 3} more` : shown;
}
