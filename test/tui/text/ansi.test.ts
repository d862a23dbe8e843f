import { describe, expect, it } from 'vitest';
import { toAnsi } from '../../../tui/text/ansi.ts';
import { line } from '../../../tui/text/line.ts';

describe('lines for a terminal or a pipe', () => {
  it('have colours only where they are asked for', () => {
    expect(toAnsi([line('no', 'bad'), []], false)).toBe('no\n\n');
    expect(toAnsi([line('no', 'bad')], true)).toBe('\u001b[31mno\u001b[0m\n');
  });

  it("bring no control character of a scenario's or an error's text to the terminal", () => {
    expect(toAnsi([line('a\u001b]0;title\u0007b')], true)).toBe('a?]0;title?b\n');
  });
});
