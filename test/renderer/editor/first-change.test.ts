import { expect, it } from 'vitest';
import { firstChange } from '../../../renderer/editor/first-change.ts';

it.each([
  ['a statement behind the last', '{\n  } ]\n}', '{\n  }, {\n  } ]\n}', 5],
  ['a principal beside the one', '"AWS" : "a"', '"AWS" : [ "a", "b" ]', 8],
  ['one statement less', '[ { 1 }, { 2 } ]', '[ { 1 } ]', 7],
  ['a text without its end', '[ 1, 2', '[ 1', 3],
  ['a policy where there was none', '', '{ }', 0],
])('%s is a change from there on', (_, before, after, at) => {
  expect(firstChange(before, after)).toBe(at);
});
