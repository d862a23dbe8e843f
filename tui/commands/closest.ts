/** The name among `names` that `typed` is most likely a slip of, or null when none is near. */
export function closest(typed: string, names: readonly string[]): string | null {
  const near = names
    .map((name) => ({ name, slips: distance(typed.toLowerCase(), name) }))
    .filter(
      ({ name, slips }) =>
        slips <= Math.max(1, Math.floor(name.length / 3)) || (typed.length >= 3 && name.startsWith(typed)),
    )
    .sort((a, b) => a.slips - b.slips);
  return near[0]?.name ?? null;
}

/** Characters to insert, remove, change or swap with their neighbour to make one word the other (optimal string alignment). */
function distance(a: string, b: string): number {
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = isSwap ? (before[j - 2] ?? 0) + 1 : change;
      next.push(Math.min(change, swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}
