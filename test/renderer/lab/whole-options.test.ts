import { expect, it } from 'vitest';
import { inParts } from '../../../renderer/lab/whole-options.ts';

const options = (text: string) => inParts(text).flatMap(({ part, isOption }) => (isOption ? [part] : []));

it.each([
  ['aws kms encrypt --key-id alias/a --plaintext fileb://n', ['--key-id', '--plaintext']],
  ['--query Plaintext', ['--query']],
  ['It is aws kms encrypt with --key-id alias/a, and --plaintext.', ['--key-id', '--plaintext']],
  ['a--b, key-id, a dash -- and ---', []],
  ['', []],
])('the options in %j are kept whole', (text, expected) => {
  expect(options(text)).toEqual(expected);
});

it('no part of the text is lost, and each is told by where it begins', () => {
  const text = 'aws kms encrypt --key-id alias/a  --plaintext x';
  const parts = inParts(text);
  expect(parts.map(({ part }) => part).join('')).toBe(text);
  for (const { at, part } of parts) expect(text.slice(at, at + part.length)).toBe(part);
});
