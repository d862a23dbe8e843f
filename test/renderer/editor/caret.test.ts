import { expect, it } from 'vitest';
import { caretIn } from '../../../renderer/editor/caret.ts';

it.each([
  ['kms:Decrypt', 11],
  ['Sid": ""', 7],
  ['"Principal": { "AWS": "" }', 23],
  ['Statement": []', 13],
  ['Condition": {}', 13],
  ['Effect": "Allow"', 16],
])('in %s the cursor goes to %d', (insert, at) => {
  expect(caretIn(insert)).toBe(at);
});
