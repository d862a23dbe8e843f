import type { EpochMs } from '../ports.ts';

let lastInstant: EpochMs = -1;
let lastText = '';

/** UTC to the second, as CloudTrail prints instants. Calls at one instant share the text. */
export function isoSeconds(at: EpochMs): string {
  if (at !== lastInstant) {
    lastText = `${new Date(at).toISOString().slice(0, 19)}Z`;
    lastInstant = at;
  }
  return lastText;
}
