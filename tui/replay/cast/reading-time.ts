import { readingSeconds as secondsOf } from '../../../core/index.ts';
import { type Line, textOf } from '../../text/line.ts';

/** Seconds that lines take to be read, or looked over. */
export function readingSeconds(lines: readonly Line[], how: 'read' | 'look over'): number {
  return secondsOf(lines.map(textOf).join('\n'), how);
}
