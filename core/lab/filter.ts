/**
 * Whether a row is one that a filter lets through: every word of it stands somewhere in the row's text, whatever the case.
 * A word with `-` before it must not. `text` is asked for only where there is a filter.
 */
export function filteredBy(filter: string, text: () => string): boolean {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const all = text().toLowerCase();
  return words.every((word) =>
    word.startsWith('-') && word.length > 1 ? !all.includes(word.slice(1)) : all.includes(word),
  );
}
