import { type Line, textOf } from '../../text/line.ts';

/** Seconds that a text takes to be read, at 200 words a minute; what is only looked over takes less. */
export function readingSeconds(lines: readonly Line[], how: 'read' | 'look over'): number {
  const words = lines.flatMap((line) =>
    textOf(line)
      .split(/\s+/)
      .filter((word) => /\w/.test(word)),
  ).length;
  const { aWord, least, most } = PACE[how];
  return words === 0 ? 0 : Math.min(most, Math.max(least, words * aWord));
}

const PACE = {
  read: { aWord: 0.3, least: 1.2, most: 15 },
  'look over': { aWord: 0.12, least: 1, most: 8 },
} as const;
