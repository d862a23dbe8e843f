import { compilePieces, type Pieces, type TextMatcher } from '../wildcard.ts';

const SECTIONS = 6;

/**
 * Compiles the pattern of ArnEquals and ArnLike, which mean the same: six sections, each compared by itself, so that a
 * `*` never reaches over a colon, save in the last. A pattern that is no ARN fits nothing; a single `*` fits all.
 * Source: IAM User Guide, "Amazon Resource Name (ARN) condition operators".
 */
export function compileArnPattern(pieces: Pieces): TextMatcher {
  if (pieces.length === 2 && pieces[0] === '' && pieces[1] === '') return () => true;
  const patterns = sectionsOf(pieces)?.map(compilePieces);
  if (patterns === undefined) return () => false;
  return (text) => {
    const sections = text.split(':');
    if (sections.length < SECTIONS) return false;
    sections.push(sections.splice(SECTIONS - 1).join(':'));
    return patterns.every((fits, index) => fits(sections[index] ?? ''));
  };
}

/** Cuts pieces at the first five colons. */
function sectionsOf(pieces: Pieces): Pieces[] | null {
  const sections: string[][] = [['']];
  pieces.forEach((piece, index) => {
    let rest = piece;
    if (index > 0) sections.at(-1)?.push('');
    for (let colon = rest.indexOf(':'); colon !== -1 && sections.length < SECTIONS; colon = rest.indexOf(':')) {
      append(sections, rest.slice(0, colon));
      sections.push(['']);
      rest = rest.slice(colon + 1);
    }
    append(sections, rest);
  });
  return sections.length === SECTIONS ? sections : null;
}

function append(sections: readonly string[][], text: string): void {
  const section = sections.at(-1);
  section?.push((section.pop() ?? '') + text);
}
