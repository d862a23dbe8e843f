/** A `--query` as the library is to see it, or why it can't be one. */
export type QueryText = { readonly query: string } | { readonly problem: string };

const TOKEN =
  /[ \t\n\r]+|[A-Za-z_]\w*|"(?:\\[\s\S]|[^"\\])*"|'(?:\\[\s\S]|[^'\\])*'|`(?:\\[\s\S]|[^`\\])*`|-?\d+|\[\]|\[\?|\|\||&&|[<>!=]=|[.*\])(,:@{}[|&<>!]/y;

/**
 * Reads a query's words before the JMESPath library does, which says too little about a stray character, lets a
 * trailing dot through, and sorts numbers as if they were text.
 * Source: JMESPath Specification, "Grammar"; messages as observed on AWS CLI 2.9.19.
 */
export function readQueryText(query: string): QueryText {
  if (query === '') return { problem: 'Invalid JMESPath expression: cannot be empty.' };
  const tokens: { readonly text: string; readonly at: number }[] = [];
  let at = 0;
  while (at < query.length) {
    TOKEN.lastIndex = at;
    const text = TOKEN.exec(query)?.[0];
    if (text === undefined) {
      return { problem: `Bad jmespath expression: ${strayCharacter(query.charAt(at))}:\n${query}\n${' '.repeat(at)}^` };
    }
    if (text.trim() !== '') tokens.push({ text, at });
    at += text.length;
  }
  const texts = tokens.map((token) => token.text);
  const badDot = texts.findIndex((text, i) => text === '.' && !/^["A-Za-z_*{[]/.test(texts[i + 1] ?? ''));
  const dot = tokens[badDot];
  if (dot !== undefined) {
    return {
      problem: `Invalid jmespath expression: A name must follow the dot:\n"${query}"\n${' '.repeat(dot.at + 2)}^`,
    };
  }
  return { query: sortingNumbers(texts).join(' ') };
}

function strayCharacter(char: string): string {
  if ('\'"`'.includes(char)) return `Unclosed ${char} delimiter`;
  return '=-'.includes(char) ? `Unknown token '${char}'` : `Unknown token ${char}`;
}

/** `sort(x)` as `sort_by(x, &@)`: the library compares what `sort` gets as text, but not what `sort_by` gets. */
function sortingNumbers(texts: readonly string[]): readonly string[] {
  const written: string[] = [];
  const open: boolean[] = [];
  texts.forEach((text, i) => {
    const isSort = text === 'sort' && texts[i + 1] === '(' && texts[i + 2] !== ')';
    if (text === '(') open.push(texts[i - 1] === 'sort' && texts[i + 1] !== ')');
    if (text === ')' && open.pop() === true) written.push(',', '&', '@');
    written.push(isSort ? 'sort_by' : text);
  });
  return written;
}
