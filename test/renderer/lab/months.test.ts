import { describe, expect, it } from 'vitest';
import { monthInWords, monthOf, monthsOn } from '../../../renderer/lab/months.ts';

describe('a month', () => {
  it('is told of an instant in UTC', () => {
    expect(monthOf(Date.UTC(2026, 0, 31, 23, 59))).toBe('2026-01');
    expect(monthOf(Date.UTC(2026, 1, 1))).toBe('2026-02');
  });

  it.each([
    ['2026-01', -1, '2025-12'],
    ['2025-12', 1, '2026-01'],
    ['2026-03', 24, '2028-03'],
  ])('%s and %i months is %s', (month, by, then) => {
    expect(monthsOn(month, by)).toBe(then);
  });

  it('is told in words', () => {
    expect(monthInWords('2026-03')).toBe('March 2026');
  });
});
