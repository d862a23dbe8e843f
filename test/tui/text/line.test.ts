import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../../tui/text/display-width.ts';
import { cut, cutLine, fillLine, line, lineWidth, span, spread, textOf, toWidth } from '../../../tui/text/line.ts';
import { printable, printableLines } from '../../../tui/text/printable.ts';
import { wrap, wrapLines } from '../../../tui/text/wrap.ts';

describe('columns', () => {
  it.each([
    ['abc', 3],
    ['', 0],
    ['é', 1],
    ['e\u0301', 1],
    ['日本', 4],
    ['😀', 2],
    ['✓ ok', 4],
    ['─│┌', 3],
  ] as const)('%s takes %d columns', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });

  it('cutting never exceeds the width, and never cuts a wide character in half', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'ab 日😀é') }),
        fc.integer({ min: 0, max: 12 }),
        (text, width) => {
          expect(displayWidth(cut(text, width))).toBeLessThanOrEqual(width);
          expect(displayWidth(toWidth(text, width))).toBe(width);
        },
      ),
    );
  });

  it('a cut line shows that something is missing', () => {
    expect(textOf(cutLine([span('alias/'), span('orders')], 8))).toBe('alias/o…');
    expect(textOf(cutLine([span('alias/'), span('orders')], 12))).toBe('alias/orders');
    expect(textOf(cutLine([span('alias/'), span('orders')], 6))).toBe('alias…');
  });

  it('the right end of a spread line stays whole', () => {
    expect(textOf(spread(line('a long name'), line('[on]'), 10))).toBe('a lo… [on]');
    expect(textOf(spread(line('ab'), line('[on]'), 10))).toBe('ab    [on]');
  });

  it('a selection runs to the edge of its panel', () => {
    const filled = fillLine([{ text: 'ab', isSelected: true }], 4);
    expect(filled.every(({ isSelected }) => isSelected)).toBe(true);
    expect(lineWidth(filled)).toBe(4);
  });
});

describe('wrapping', () => {
  it('breaks at spaces, and a word longer than a line in pieces', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrap('an arn:aws:kms', 5)).toEqual(['an', 'arn:a', 'ws:km', 's']);
    expect(wrap('used GenerateDataKey, today', 13)).toEqual(['used', 'GenerateData', 'Key, today']);
  });

  it('keeps newlines and the indent of the text', () => {
    expect(wrap('a\n  b', 10)).toEqual(['a', '  b']);
  });

  it('loses no word, and no line is too long', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,9}$/)), fc.integer({ min: 3, max: 20 }), (words, width) => {
        const lines = wrap(words.join(' '), width);
        expect(lines.join('').replaceAll(' ', '')).toBe(words.join(''));
        for (const text of lines) expect(text.length).toBeLessThanOrEqual(width);
      }),
    );
  });

  it('indents what goes on', () => {
    expect(wrapLines('one two', 8, { first: '- ', indent: '  ' }).map(textOf)).toEqual(['- one', '  two']);
  });
});

describe('text of others', () => {
  it('brings no control character to the terminal, and no mark that turns the direction', () => {
    expect(printable('a\u001b[31mred\u0007\u009b\u202eb\tc')).toBe('a?[31mred???b  c');
    expect(printableLines('one\r\ntwo\u001b')).toEqual(['one', 'two?']);
  });
});
