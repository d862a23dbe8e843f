import type { Line } from '../text/line.ts';

/** Lines of which only those in view are made. An array of them will do too. */
export interface SomeLines {
  readonly length: number;
  slice(from: number, to: number): readonly Line[];
}

/** So many lines, made one by one when they are in view: a trail has thousands. */
export function linesMadeBy(length: number, lineAt: (index: number) => Line): SomeLines {
  return {
    length,
    slice: (from, to) =>
      Array.from({ length: Math.max(0, Math.min(to, length) - from) }, (_, index) => lineAt(from + index)),
  };
}

/** A list to choose from: its lines, and for each the id of what it stands for; null for a heading. */
export interface List {
  readonly lines: SomeLines;
  readonly ids: readonly (string | null)[];
  /** A line that stays above the others, however far they are scrolled. */
  readonly head?: Line;
}

/** The id `by` choices away from `current`, stopping at both ends; the nearest end when nothing is chosen. */
export function moveIn(list: List, current: string | null, by: number): string | null {
  const choices = list.ids.filter((id) => id !== null);
  if (choices.length === 0) return null;
  const at = current === null ? -1 : choices.indexOf(current);
  if (at === -1) return (by > 0 ? choices[0] : choices.at(-1)) ?? null;
  return choices[Math.max(0, Math.min(choices.length - 1, at + by))] ?? null;
}

/** The first line to show so that line `selected` is in view, near the middle. */
export function windowStart(count: number, height: number, selected: number): number {
  const last = Math.max(0, count - height);
  if (selected < 0) return 0;
  return Math.max(0, Math.min(last, selected - Math.floor(height / 2)));
}

/** `scroll` within what `count` lines leave to scroll in `height` rows. */
export function clampScroll(scroll: number, count: number, height: number): number {
  return Math.max(0, Math.min(scroll, count - height));
}
