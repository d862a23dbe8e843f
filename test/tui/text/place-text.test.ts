import { describe, expect, it } from 'vitest';
import { placeText } from '../../../tui/text/place-text.ts';

const place = { from: 3, to: 16, of: 120 };

describe('the place in a list that goes on', () => {
  it.each([
    ['is whole where the name leaves room', { whole: 14, cut: 20 }, ' 3-16 of 120 '],
    ['is shorter where the name leaves less', { whole: 12, cut: 20 }, ' 3-16/120 '],
    ['has the name cut for it, but for no more than the short form', { whole: 2, cut: 20 }, ' 3-16/120 '],
    ['is nothing where nothing fits', { whole: 2, cut: 7 }, ''],
  ] as const)('%s', (_says, room, text) => {
    expect(placeText(place, room)).toBe(text);
  });

  it('of a single row is its number, and of a list in view nothing', () => {
    expect(placeText({ from: 3, to: 3, of: 4 }, { whole: 20, cut: 20 })).toBe(' 3 of 4 ');
    expect(placeText(null, { whole: 20, cut: 20 })).toBe('');
  });
});
