import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileWildcard } from '../../../core/access/wildcard.ts';

/** The definition, word by word, in time that explodes. */
function fitsNaively(text: string, pattern: string): boolean {
  if (pattern === '') return text === '';
  const [head, tail] = [pattern.charAt(0), pattern.slice(1)];
  if (head === '*') return fitsNaively(text, tail) || (text !== '' && fitsNaively(text.slice(1), pattern));
  return text !== '' && (head === '?' || head === text.charAt(0)) && fitsNaively(text.slice(1), tail);
}

describe('wildcards in policies', () => {
  it.each([
    ['*', '', true],
    ['*', 'arn:aws:kms:us-east-1:111122223333:key/1', true],
    ['', '', true],
    ['', 'a', false],
    ['kms:decrypt', 'kms:decrypt', true],
    ['kms:decrypt', 'kms:decryptx', false],
    ['kms:re*', 'kms:reencryptfrom', true],
    ['kms:?ecrypt', 'kms:decrypt', true],
    ['kms:?ecrypt', 'kms:ecrypt', false],
    ['*crypt', 'kms:encrypt', true],
    ['arn:aws:kms:*:111122223333:key/*', 'arn:aws:kms:us-east-1:111122223333:key/a/b:c', true],
    ['arn:aws:kms:*:111122223333:key/*', 'arn:aws:kms:us-east-1:444455556666:key/a', false],
    ['ab*ba', 'aba', false], // the two ends may not share a character
    ['*a?c*', 'aabcc', true],
    ['a.c', 'abc', false], // no other character is special
    ['a**b', 'ab', true],
  ])('%s against %s: %s', (pattern, text, fits) => {
    expect(compileWildcard(pattern)(text)).toBe(fits);
  });

  it('agrees with the definition for every pattern and text', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ':'), maxLength: 10 });
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', ':', '*', '?'), maxLength: 8 });
    fc.assert(
      fc.property(pattern, text, (somePattern, someText) => {
        expect(compileWildcard(somePattern)(someText)).toBe(fitsNaively(someText, somePattern));
      }),
      { numRuns: 2000 },
    );
  });

  it('gives a hostile pattern no more than one walk through the text', () => {
    const text = 'a'.repeat(100_000);
    expect(compileWildcard(`${'*a'.repeat(500)}*b`)(text)).toBe(false);
    expect(compileWildcard(`${'*a?'.repeat(500)}*b*`)(text)).toBe(false);
    expect(compileWildcard(`${'*a'.repeat(500)}*`)(text)).toBe(true);
  });
});
