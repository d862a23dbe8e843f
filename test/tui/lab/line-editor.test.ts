import { describe, expect, it } from 'vitest';
import { editLine } from '../../../tui/lab/line-editor.ts';
import { KeyReader } from '../../../tui/terminal/keys.ts';

/** The line after some keys, with `|` at the cursor. */
function typed(input: string, from = '|'): string {
  const reader = new KeyReader();
  const presses = [...reader.read(input), ...reader.flush()];
  const cursor = from.indexOf('|');
  let edited = { line: from.replace('|', ''), cursor };
  for (const press of presses) edited = { ...edited, ...(editLine(edited, press) ?? edited) };
  return `${edited.line.slice(0, edited.cursor)}|${edited.line.slice(edited.cursor)}`;
}

describe('the line editor has the keys of every shell', () => {
  it.each([
    ['letters go in at the cursor', 'bc', 'a|d', 'abc|d'],
    ['Backspace removes before the cursor', '\u007f', 'ab|c', 'a|c'],
    ['Backspace removes a whole emoji', '\u007f', '😀|', '|'],
    ['Delete removes behind the cursor', '\u001b[3~', 'a|bc', 'a|c'],
    ['the arrows move by a character', '\u001b[D\u001b[D\u001b[C', 'abc|', 'ab|c'],
    ['and stop at both ends', '\u001b[D\u001b[D', 'a|', '|a'],
    ['Ctrl+A goes to the start', '\u0001', 'abc|', '|abc'],
    ['Ctrl+E goes to the end', '\u0005', 'a|bc', 'abc|'],
    ['Ctrl+U clears up to the cursor', '\u0015', 'ab|c', '|c'],
    ['Ctrl+K clears from the cursor on', '\u000b', 'a|bc', 'a|'],
    ['Ctrl+W removes a word', '\u0017', 'aws kms |', 'aws |'],
    ['a space is typed', ' ', 'a|', 'a |'],
    ['a paste comes in as one line', '\u001b[200~one \\\n two\nthree\n\u001b[201~', 'x|', 'xone  two three|'],
  ] as const)('%s', (_fact, input, from, expected) => {
    expect(typed(input, from)).toBe(expected);
  });
});
