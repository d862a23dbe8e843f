import { expect, it } from 'vitest';
import { optionAt, optionLetter } from '../../../renderer/lab/option-letters.ts';

it('an option is told by the letter that stands before it', () => {
  expect([0, 1, 2, 3].map(optionLetter)).toEqual(['a', 'b', 'c', 'd']);
  expect([0, 1, 2, 3].map((option) => optionAt(optionLetter(option), 4))).toEqual([0, 1, 2, 3]);
});

it.each([
  ['d', 3],
  ['A', 3],
  ['Enter', 4],
  ['', 4],
  ['a', 0],
  ['`', 4],
])('%j is no option of %i', (key, count) => {
  expect(optionAt(key, count)).toBeNull();
});
