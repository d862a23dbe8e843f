import type { PlayedStep } from '../scenarios/played-step.ts';

/** How a text is taken in. */
export type Reading = 'read' | 'look over';

/** Seconds that a text takes to be read, at 200 words a minute; what is only looked over takes less. */
export function readingSeconds(text: string, how: Reading): number {
  const words = text.split(/\s+/).filter((word) => /\w/.test(word)).length;
  const { aWord, least, most } = PACE[how];
  return words === 0 ? 0 : Math.min(most, Math.max(least, words * aWord));
}

/** Milliseconds that a step of a replay is shown at speed 1. */
export function readingMs({ note, run, outcome, calls, expect }: PlayedStep): number {
  const { refusal, stdout } = outcome;
  const told = [note, refusal?.message, refusal?.summary, refusal?.fix, ...calls.map((call) => call.refusal?.summary)];
  const shown = [run, stdout, ...calls.map(({ operation }) => operation), expect?.found];
  const seconds = readingSeconds(textOf(told), 'read') + readingSeconds(textOf(shown), 'look over');
  return Math.round(1_000 * Math.max(LEAST_SECONDS, seconds));
}

const LEAST_SECONDS = 1.2;
const PACE = {
  read: { aWord: 0.3, least: 1.2, most: 15 },
  'look over': { aWord: 0.12, least: 1, most: 8 },
} as const;

function textOf(parts: readonly (string | null | undefined)[]): string {
  return parts.filter((part) => part != null).join(' ');
}
