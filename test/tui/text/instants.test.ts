import { describe, expect, it } from 'vitest';
import { DAY_MS, fromNow, isoMinute, parseInstant } from '../../../tui/text/instants.ts';

const NOW = Date.UTC(2026, 0, 1, 9, 2, 7);

describe('instants', () => {
  it('are shown in UTC, which the Z says', () => {
    expect(isoMinute(NOW)).toBe('2026-01-01 09:02Z');
  });

  it.each([
    [30 * DAY_MS, 'in 30 days'],
    [DAY_MS, 'in 1 day'],
    [5 * 3_600_000, 'in 5 hours'],
    [-90_000, '2 minutes ago'],
    [0, 'now'],
  ] as const)('%d ms away is said as "%s"', (ahead, said) => {
    expect(fromNow(NOW + ahead, NOW)).toBe(said);
  });

  it.each([
    ['2026-02-01', Date.UTC(2026, 1, 1)],
    ['2026-02-01T10:30Z', Date.UTC(2026, 1, 1, 10, 30)],
    ['2026-02-01 10:30:05', Date.UTC(2026, 1, 1, 10, 30, 5)],
    ['2026-02-31', null],
    ['2026-13-01', null],
    ['2026-02', null],
    ['tomorrow', null],
    ['', null],
  ] as const)('"%s" is read as %s', (text, at) => {
    expect(parseInstant(text)).toBe(at);
  });
});
