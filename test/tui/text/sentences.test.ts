import { describe, expect, it } from 'vitest';
import { sentencesWithin } from '../../../tui/text/sentences.ts';

describe('a text that has one row', () => {
  it.each([
    ['is whole where it fits', 'One. Two.', 9, 'One. Two.'],
    ['ends with a sentence where it does not', 'One. Two three.', 12, 'One.'],
    ['ends with the last sentence that fits', 'One. Two. Three.', 10, 'One. Two.'],
    ['is not cut within its first sentence', 'One two three. Four.', 8, 'One two three. Four.'],
    ['takes a dot within a name for no end', 'note.txt holds text. Decode it.', 22, 'note.txt holds text.'],
  ])('%s', (_fact, text, width, expected) => {
    expect(sentencesWithin(text, width)).toBe(expected);
  });
});
