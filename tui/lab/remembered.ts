/**
 * Work that is done once for an object that never changes, and for the words beside it: every key press draws the screen
 * anew, and most of what is behind it is as it was. Of each object the last result is kept.
 */
export function remembered<K extends object, V>(
  work: (of: K, words: readonly string[]) => V,
): (of: K, ...words: readonly string[]) => V {
  const known = new WeakMap<K, { readonly words: readonly string[]; readonly value: V }>();
  return (of, ...words) => {
    const before = known.get(of);
    if (before !== undefined && words.every((word, index) => word === before.words[index])) return before.value;
    const value = work(of, words);
    known.set(of, { words, value });
    return value;
  };
}
