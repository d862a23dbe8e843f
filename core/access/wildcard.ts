/** Whether a whole text fits a pattern. */
export type TextMatcher = (text: string) => boolean;

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
  const pieces = pattern.split('*');
  const [first = '', ...rest] = pieces;
  const last = rest.pop();
  if (last === undefined) {
    return pattern.includes('?')
      ? (text) => text.length === pattern.length && fitsAt(text, pattern, 0)
      : (text) => text === pattern;
  }
  const middle = rest.filter((piece) => piece !== '');
  if (middle.length === 0 && last === '' && !first.includes('?')) {
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
  if (!piece.includes('?')) {
    const found = text.indexOf(piece, from);
    return found <= lastStart ? found : -1;
  }
  for (let start = from; start <= lastStart; start++) if (fitsAt(text, piece, start)) return start;
  return -1;
}

function fitsAt(text: string, piece: string, start: number): boolean {
  for (let i = 0; i < piece.length; i++) {
    const wanted = piece.charCodeAt(i);
    if (wanted !== QUESTION_MARK && wanted !== text.charCodeAt(start + i)) return false;
  }
  return true;
}

const QUESTION_MARK = 0x3f;
