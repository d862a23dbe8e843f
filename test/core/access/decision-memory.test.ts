import { expect, it } from 'vitest';
import { DecisionMemory } from '../../../core/access/decision-memory.ts';

it('decisions are remembered about so many resources and no more', () => {
  const memory = new DecisionMemory<{ readonly key: number }>(3);
  const keys = [0, 1, 2, 3].map((key) => ({ key }));
  const [first, , , fourth] = keys;
  if (first === undefined || fourth === undefined) throw new Error('no keys');
  const about = keys.slice(0, 3).map((key) => memory.about(key));
  expect(keys.slice(0, 3).map((key) => memory.about(key))).toEqual(about);
  expect(memory.about(first)).toBe(about[0]);
  const ofFourth = memory.about(fourth);
  expect(memory.about(first)).not.toBe(about[0]);
  expect(memory.about(fourth)).toBe(ofFourth);
});
