/** Milliseconds of a day. */
export const DAY_MS = 86_400_000;

/** `2026-01-01` in UTC, which is the lab's zone everywhere. */
export function isoDate(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** `2026-01-01 09:02Z` */
export function isoMinute(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')}Z`;
}

/** `2026-01-01 09:02:07Z` */
export function isoSecond(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')}Z`;
}

/** `in 30 days`, `in 5 hours`, `now`: how far `at` is from `now`, in the largest unit that says enough. */
export function fromNow(at: number, now: number): string {
  const ahead = at - now;
  const size = Math.abs(ahead);
  if (size < 1000) return 'now';
  const said = UNITS.find(({ ms }) => size >= ms) ?? SECOND;
  const count = Math.round(size / said.ms);
  const amount = `${count} ${said.name}${count === 1 ? '' : 's'}`;
  return ahead > 0 ? `in ${amount}` : `${amount} ago`;
}

/** A day that is ahead of `now`, for an example: a month later. */
export function dayAhead(now: number): string {
  return isoDate(now + 31 * DAY_MS);
}

/** The instant that a learner typed: `2026-02-01`, or with a time, `2026-02-01T10:00Z`; null when it is none. */
export function parseInstant(text: string): number | null {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?Z?)?$/.exec(text.trim());
  if (match === null) return null;
  const [, day = '', time = '00:00', seconds = ':00'] = match;
  const at = Date.parse(`${day}T${time}${seconds}Z`);
  // Date.parse lets 2026-02-31 through as 3 March.
  return Number.isNaN(at) || isoDate(at) !== day ? null : at;
}

const SECOND = { name: 'second', ms: 1000 };
const UNITS = [{ name: 'day', ms: DAY_MS }, { name: 'hour', ms: 3_600_000 }, { name: 'minute', ms: 60_000 }, SECOND];
