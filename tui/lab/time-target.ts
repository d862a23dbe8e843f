import { DAY_MS, parseInstant } from '../text/instants.ts';
import type { TimeChoice, TimeOverlay } from './overlays.ts';

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
  if (choice === 'date') return namedTarget(dateText, now);
  if (choice === 'next') return preview?.due[0]?.at ?? null;
  return null;
}

/** Where a typed time leads: a day, with a time or without, or so many days on (`31d`); null where it is neither. */
export function namedTarget(text: string, now: number): number | null {
  const [, days] = /^\s*(\d{1,5})\s*d\s*$/.exec(text) ?? [];
  return days === undefined ? parseInstant(text) : now + Number(days) * DAY_MS;
}
