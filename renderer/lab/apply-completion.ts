/** Where the word begins that the end of a line touches, quotes included. */
function wordStart(line: string): number {
  let start = 0;
  let quote: string | null = null;
  for (const [place, character] of [...line].entries()) {
    if (quote !== null) {
      if (character === quote) quote = null;
    } else if (character === '"' || character === "'") quote = character;
    else if (character === ' ') start = place + 1;
  }
  return start;
}

/** A line with its last word completed, and a space behind it for the next. */
export function applyCompletion(line: string, text: string): string {
  return `${[...line].slice(0, wordStart(line)).join('')}${text} `;
}
