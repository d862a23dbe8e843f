/** Columns that a terminal gives to `text`: none for combining marks, two for East Asian wide characters and emoji. */
export function displayWidth(text: string): number {
  if (PRINTABLE_ASCII.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes().segment(text)) width += segmentWidth(segment);
  return width;
}

/** The characters of `text` as a reader sees them, each with its columns. */
export function displayUnits(text: string): readonly { readonly text: string; readonly width: number }[] {
  if (PRINTABLE_ASCII.test(text)) return [...text].map((character) => ({ text: character, width: 1 }));
  return [...graphemes().segment(text)].map(({ segment }) => ({ text: segment, width: segmentWidth(segment) }));
}

const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;
// Source: Unicode Standard Annex #11, the ranges of width W and F that are in common use.
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
const INVISIBLE = /^[\p{Cc}\p{Cf}\p{Mn}\p{Me}]+$/u;

function segmentWidth(segment: string): number {
  if (INVISIBLE.test(segment)) return 0;
  return WIDE.test(segment) || segment.includes('\ufe0f') ? 2 : 1;
}

// Made on first use: the segmenter's data costs start-up time, and most text is ASCII.
let segmenter: Intl.Segmenter | undefined;
function graphemes(): Intl.Segmenter {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return segmenter;
}
