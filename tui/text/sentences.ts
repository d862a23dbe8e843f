/** As many whole sentences of a text as fit into so many columns; the text itself where not even the first one does. */
export function sentencesWithin(text: string, width: number): string {
  if (text.length <= width) return text;
  const ends = [...text.matchAll(/[.!?](?= )/g)].map(({ index }) => index + 1).filter((end) => end <= width);
  const end = ends.at(-1);
  return end === undefined ? text : text.slice(0, end);
}
