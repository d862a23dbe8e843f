/** Where a text first differs from what it was before. */
export function firstChange(before: string, after: string): number {
  let at = 0;
  while (at < after.length && before.charAt(at) === after.charAt(at)) at += 1;
  return at;
}
