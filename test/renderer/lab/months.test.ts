import { expect, it } from 'vitest';
import { monthInWords } from '../../../renderer/lab/months.ts';

it('a month is told in words', () => {
  expect(monthInWords('2026-03')).toBe('March 2026');
});
