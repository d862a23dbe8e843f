import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeyReader } from '../../../tui/terminal/keys.ts';

const names = (...chunks: readonly string[]): readonly string[] => {
  const reader = new KeyReader();
  const presses = chunks.flatMap((chunk) => reader.read(chunk));
  return [...presses, ...reader.flush()].map(({ name, text }) => (name === 'Paste' ? `Paste:${text}` : name));
};

describe('what a terminal sends, as keys', () => {
  it.each([
    ['two letters in one read are two keys', ['jj'], ['j', 'j']],
    ['a typed line in one read keeps its Enter', ['ls\r'], ['l', 's', 'Enter']],
    ['a line feed is Enter too', ['\n'], ['Enter']],
    ['an arrow', ['\u001b[A'], ['Up']],
    ['an arrow of a keypad in application mode', ['\u001bOB'], ['Down']],
    ['an arrow with a modifier', ['\u001b[1;5C'], ['Right']],
    ['a sequence cut in two by the reads', ['\u001b', '[', 'D'], ['Left']],
    ['Esc alone', ['\u001b'], ['Esc']],
    ['Esc with a letter right behind it is not Alt', ['\u001bw'], ['Esc', 'w']],
    ['Esc twice', ['\u001b\u001b'], ['Esc', 'Esc']],
    ['Esc before an arrow', ['\u001b\u001b[A'], ['Esc', 'Up']],
    ['Shift+Tab', ['\u001b[Z'], ['Shift+Tab']],
    ['Tab, and not a tab character', ['\t'], ['Tab']],
    ['the byte that terminals send for Backspace', ['\u007f'], ['Backspace']],
    ['Delete', ['\u001b[3~'], ['Delete']],
    ['Home and End in both spellings', ['\u001b[H\u001b[1~\u001b[F\u001b[4~'], ['Home', 'Home', 'End', 'End']],
    ['Page Up and Page Down', ['\u001b[5~\u001b[6~'], ['PageUp', 'PageDown']],
    ['control letters', ['\u0003\u001a\u000c'], ['Ctrl+C', 'Ctrl+Z', 'Ctrl+L']],
    ['a function key types nothing', ['\u001b[15;5~\u001bOP'], []],
    ['a mouse report types nothing', ['\u001b[<0;1;1M'], []],
    ['letters beyond ASCII', ['é日😀'], ['é', '日', '😀']],
    ['Space has a name', [' '], ['Space']],
  ] as const)('%s', (_fact, chunks, expected) => {
    expect(names(...chunks)).toEqual(expected);
  });

  it('a paste is one key, newlines and all, so that it never runs by itself', () => {
    expect(names('\u001b[200~aws kms\r\nq\t\u001b[A\u001b[201~j')).toEqual(['Paste:aws kms\nq\t\u001b[A', 'j']);
  });

  it('a paste may come in many reads, its end mark cut in two', () => {
    expect(names('\u001b[200~one ', 'two\u001b[2', '01~', 'x')).toEqual(['Paste:one two', 'x']);
  });

  it('an empty paste is nothing', () => {
    expect(names('\u001b[200~\u001b[201~')).toEqual([]);
  });

  it('holds back only what may be the beginning of a sequence', () => {
    const reader = new KeyReader();
    expect(reader.read('a\u001b').map(({ name }) => name)).toEqual(['a']);
    expect(reader.isWaiting).toBe(true);
    expect(reader.flush().map(({ name }) => name)).toEqual(['Esc']);
    expect(reader.isWaiting).toBe(false);
  });

  it('plain text comes through whole, however the reads cut it', () => {
    const plain = fc.string({ unit: fc.constantFrom(...'abz:? é日😀') });
    fc.assert(
      fc.property(plain, fc.nat(), (text, cut) => {
        const characters = [...text];
        const at = characters.length === 0 ? 0 : cut % characters.length;
        const reader = new KeyReader();
        const parts = [characters.slice(0, at).join(''), characters.slice(at).join('')];
        expect(
          parts
            .flatMap((part) => reader.read(part))
            .map((press) => press.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});
