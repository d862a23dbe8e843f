import { DAY_MS, parseInstant } from '../text/instants.ts';
import type { TimeChoice, TimeOverlay } from './model.ts';

/** How far ahead "next event" looks. */
export const HORIZON_MS = 20 * 365 * DAY_MS;

const STEPS: Readonly<Partial<Record<TimeChoice, number>>> = {
  day: DAY_MS,
  week: 7 * DAY_MS,
  month: 30 * DAY_MS,
  year: 365 * DAY_MS,
};

/** Where a choice of the time control leads; null where that is not known (yet), or it leads nowhere. */
export function targetOf({ choice, dateText, preview }: TimeOverlay, now: number): number | null {
  const step = STEPS[choice];
  if (step !== undefined) return now + step;
  if (choice === 'date') return parseInstant(dateText);
  if (choice === 'next') return preview?.due[0]?.at ?? null;
  return null;
}
