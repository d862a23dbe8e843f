const DAY_MS = 86_400_000;

/** How far the clock is to move. */
export type TimeStep =
  | { readonly type: 'days'; readonly days: number }
  | { readonly type: 'next' }
  /** `2026-01-31T12:00`, in UTC, as a date field has it. */
  | { readonly type: 'date'; readonly text: string };

export const DAY_STEPS = [1, 30, 365] as const;

/** The instant that a step leads to; null for the next event, which the lab knows, and for half a date. */
export function targetOf(step: TimeStep, now: number): number | null {
  if (step.type === 'days') return now + step.days * DAY_MS;
  if (step.type === 'next') return null;
  const at = Date.parse(`${step.text}Z`);
  return Number.isNaN(at) ? null : at;
}

/** An instant to the minute, in UTC, as a date field has it. */
export function minuteOf(at: number): string {
  return new Date(at).toISOString().slice(0, 16);
}

/** Far enough for whatever a lab waits for: the longest rotation period is seven years. */
export function horizon(now: number): number {
  return now + 10 * 365 * DAY_MS;
}
