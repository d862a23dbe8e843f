/** The month that an instant is in, in UTC: `2026-03`. */
export function monthOf(at: number): string {
  return new Date(at).toISOString().slice(0, 'YYYY-MM'.length);
}

/** So many months on, or back. */
export function monthsOn(month: string, by: number): string {
  const [year, number] = month.split('-').map(Number);
  return monthOf(Date.UTC(year ?? 0, (number ?? 1) - 1 + by));
}

/** `March 2026` */
export function monthInWords(month: string): string {
  return new Date(`${month}-01T00:00:00Z`).toLocaleDateString('en', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
}
