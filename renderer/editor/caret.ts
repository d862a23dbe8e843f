/** Where the cursor goes in a text that was put in: into its first empty string, list or object, or behind it all. */
export function caretIn(insert: string): number {
  const empty = /""|\[\]|\{\}/.exec(insert);
  return empty === null ? insert.length : empty.index + 1;
}
