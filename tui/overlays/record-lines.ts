import type { TrailRow } from '../../core/index.ts';
import { type Line, line } from '../text/line.ts';
import { printableLines } from '../text/printable.ts';
import { chopLines } from '../text/wrap.ts';

/** A CloudTrail record as AWS would deliver it, in JSON. */
export function recordLines(row: TrailRow | undefined, width: number): readonly Line[] {
  if (row === undefined) return [line('This event is not in the part of the trail that is shown.', 'dim')];
  return printableLines(JSON.stringify(row.record, null, 2)).flatMap((text) => chopLines(text, width));
}
