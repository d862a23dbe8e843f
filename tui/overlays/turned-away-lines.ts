import type { TurnedAway } from '../../core/index.ts';
import { isoSecond } from '../text/instants.ts';
import { type Line, line } from '../text/line.ts';
import { printableLines } from '../text/printable.ts';
import { wrapLines } from '../text/wrap.ts';

/** The last request that was refused at the door, where it came after what the trail has: it may be the one that is meant. */
export function turnedAwayLines(turnedAway: readonly TurnedAway[], width: number): readonly Line[] {
  const last = turnedAway.at(-1);
  if (last === undefined) return [];
  const { at, name, message, accessKeyId } = last;
  const by = accessKeyId === null ? '' : ` (access key ${accessKeyId})`;
  const more = turnedAway.length - 1;
  const before = more === 0 ? '' : ` And ${more} more before it.`;
  const says = `Later, at ${isoSecond(at)}, a request was refused before it reached the lab, so that the trail does not have it${by}: ${name}: ${message}${before}`;
  return [line(''), ...printableLines(says).flatMap((text) => wrapLines(text, width, { tone: 'warn' }))];
}
