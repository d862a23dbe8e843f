/**
 * The candidates that look most like `word`, best first, three at most: what AWS CLI v2 offers as "maybe you meant".
 * @param cutoff - the least likeness, from 0 to 1. The CLI asks for 0.8.
 * Source: Ratcliff and Metzener, "Pattern Matching: The Gestalt Approach", as Python's difflib has it.
 */
export function closest(word: string, candidates: readonly string[], cutoff = 0.8): readonly string[] {
  return candidates
    .map((candidate) => ({ candidate, likeness: likeness(candidate, word) }))
    .filter((scored) => scored.likeness >= cutoff)
    .sort((a, b) => b.likeness - a.likeness || (a.candidate < b.candidate ? 1 : -1))
    .slice(0, 3)
    .map((scored) => scored.candidate);
}

/** "did you mean …?" for the first word of `unknown` that has a near relative, or null. */
export function didYouMean(unknown: readonly string[], candidates: readonly string[]): string | null {
  for (const word of unknown) {
    const [best] = closest(word.split('=', 1)[0] ?? word, candidates);
    if (best !== undefined) return `"${word}" is unknown: did you mean ${best}?`;
  }
  return null;
}

function likeness(a: string, b: string): number {
  const total = a.length + b.length;
  return total === 0 ? 1 : (2 * matchedLength(a, b)) / total;
}

/** The length of the longest common run, plus the same for what lies left and right of it. */
function matchedLength(a: string, b: string): number {
  let size = 0;
  let startA = 0;
  let startB = 0;
  let runs: number[] = [];
  for (let i = 0; i < a.length; i++) {
    const next: number[] = [];
    for (let j = 0; j < b.length; j++) {
      if (a[i] !== b[j]) continue;
      const run = (runs[j - 1] ?? 0) + 1;
      next[j] = run;
      if (run > size) {
        size = run;
        startA = i - run + 1;
        startB = j - run + 1;
      }
    }
    runs = next;
  }
  if (size === 0) return 0;
  const left = matchedLength(a.slice(0, startA), b.slice(0, startB));
  const right = matchedLength(a.slice(startA + size), b.slice(startB + size));
  return left + size + right;
}
