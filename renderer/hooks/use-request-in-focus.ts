import type { UiState } from '../app/ui-state.ts';
import { newestExplained } from '../lab/trail-rows.ts';
import { useAnswer } from './use-answer.ts';

/** As many of the newest calls as there may be without a request of their own. */
const SEARCHED = 50;

/**
 * The request that `w` and every button "Why?" without one of its own explain: that of the record that is stood on, else
 * the last command's, else the newest of the trail. Null where nothing was asked yet.
 */
export function useRequestInFocus({ trailAt, log }: UiState, version: number): string | null {
  const newest = useAnswer({ type: 'trailItems', limit: SEARCHED }, version);
  return trailAt?.requestId ?? lastRequest(log) ?? newestExplained(newest ?? []);
}

/** The last command's request, where it became one. */
function lastRequest(log: UiState['log']): string | null {
  for (const entry of log.toReversed()) {
    if (entry.type !== 'command' || entry.result.type !== 'ran') continue;
    const { outcome } = entry.result.run;
    if (outcome !== null) return outcome.requestId;
  }
  return null;
}
