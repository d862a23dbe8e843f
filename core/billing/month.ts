import { LabError } from '../lab/lab-error.ts';
import type { EpochMs } from '../ports.ts';

export const HOUR_MS = 3_600_000;

/** A calendar month in UTC, as bills have it. */
export interface Month {
  /** `2026-03` */
  readonly name: string;
  readonly start: EpochMs;
  /** Where the next begins. */
  readonly end: EpochMs;
  readonly hours: number;
}

/** The month of that name. @throws {LabError} for a text that names none */
export function parseMonth(name: string): Month {
  const [, year, month] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(name) ?? [];
  if (year === undefined || month === undefined) throw new LabError(`expected a month such as 2026-03, got '${name}'`);
  const start = Date.UTC(Number(year), Number(month) - 1);
  const end = Date.UTC(Number(year), Number(month));
  return { name, start, end, hours: (end - start) / HOUR_MS };
}

/** The month that an instant is in. */
export function monthAt(at: EpochMs): Month {
  return parseMonth(new Date(at).toISOString().slice(0, 'YYYY-MM'.length));
}

/** The months, by their names, that there are bills of beside one. */
export interface OtherMonths {
  /** Null in the month in which the world begins. */
  readonly before: string | null;
  /** Null in the month that it is. */
  readonly after: string | null;
  /** The month that it is. */
  readonly now: string;
}

/** Which months there are beside `month`: from that in which the world began to that which it is. */
export function monthsBeside(
  { start, end }: Month,
  { startedAt, now }: { readonly startedAt: EpochMs; readonly now: EpochMs },
): OtherMonths {
  return {
    before: startedAt < start ? monthAt(start - 1).name : null,
    after: end <= now ? monthAt(end).name : null,
    now: monthAt(now).name,
  };
}

/**
 * The hours of the clock that a time takes part in: an hour that was begun counts whole.
 * Ours: AWS says that a month's price is charged by the hour, and not how a part of an hour counts.
 */
export function clockHours(from: EpochMs, until: EpochMs): number {
  return until <= from ? 0 : Math.ceil(until / HOUR_MS) - Math.floor(from / HOUR_MS);
}
