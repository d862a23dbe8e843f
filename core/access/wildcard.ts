/** Whether a whole text fits a pattern. */
export type TextMatcher = (text: string) => boolean;

/** What stands between the stars of a pattern; ANY in it fits one character. */
export type Pieces = readonly string[];

/** Stands for `?` in pieces, so that a `?` in them can be itself. A noncharacter: no policy can have it in its text. */
const ANY = '\uffff';
const ANY_CODE = 0xffff;

/**
 * Compiles a pattern in which `*` stands for any characters (none, `/` and `:` too) and `?` for exactly one.
 * Everything else stands for itself, and case counts.
 *
 * The pieces between the stars are sought once each, from left to right, and never again: the first place where a piece
 * fits leaves the most room for those behind it. So nothing is tried twice, however many stars a pattern has; the cost
 * is at most the text's length times that of the longest piece.
 * Source: IAM User Guide, "IAM JSON policy elements: Resource", "Using wildcards in resource ARNs".
 */
export function compileWildcard(pattern: string): TextMatcher {
  return compilePieces(patternPieces(pattern));
}

/** A pattern's text as pieces: `*` parts them, `?` fits one character. */
export function patternPieces(pattern: string): Pieces {
  return pattern.replaceAll('?', ANY).split('*');
}

/** A text in which `*` and `?` stand for themselves, as one piece. */
export function literalPiece(text: string): string {
  return text.replaceAll(ANY, '\ufffe');
}

/** The same for a pattern in pieces, of which some may come from a request and stand for themselves. */
export function compilePieces(pieces: Pieces): TextMatcher {
  const [first = '', ...rest] = pieces;
  const last = rest.pop();
  if (last === undefined) {
    return first.includes(ANY)
      ? (text) => text.length === first.length && fitsAt(text, first, 0)
      : (text) => text === first;
  }
  const middle = rest.filter((piece) => piece !== '');
  if (middle.length === 0 && last === '' && !first.includes(ANY)) {
    return first === '' ? () => true : (text) => text.startsWith(first);
  }
  const shortest = first.length + last.length;
  return (text) => {
    const end = text.length - last.length;
    if (text.length < shortest || !fitsAt(text, first, 0) || !fitsAt(text, last, end)) return false;
    let from = first.length;
    for (const piece of middle) {
      const found = seek(text, piece, from, end);
      if (found === -1) return false;
      from = found + piece.length;
    }
    return true;
  };
}

/** The first place in `text` from `from` on where `piece` fits and ends by `end`, or -1. */
function seek(text: string, piece: string, from: number, end: number): number {
  const lastStart = end - piece.length;
  if (!piece.includes(ANY)) {
    const found = text.indexOf(piece, from);
    return found <= lastStart ? found : -1;
  }
  for (let start = from; start <= lastStart; start++) if (fitsAt(text, piece, start)) return start;
  return -1;
}

function fitsAt(text: string, piece: string, start: number): boolean {
  for (let i = 0; i < piece.length; i++) {
    const wanted = piece.charCodeAt(i);
    if (wanted !== ANY_CODE && wanted !== text.charCodeAt(start + i)) return false;
  }
  return true;
}
