/** The lines that were run, and where in them the command bar stands: `place` counts back from the newest, 0 is none. */
export interface LineHistory {
  readonly place: number;
  /** What was typed before the walk began. */
  readonly draft: string;
}

export const NO_HISTORY: LineHistory = { place: 0, draft: '' };

/** One step back (`up`) or forth, and the line that then stands in the bar; null where there is none. */
export function walkHistory(
  lines: readonly string[],
  { place, draft }: LineHistory,
  current: string,
  direction: 'up' | 'down',
): { readonly history: LineHistory; readonly line: string } | null {
  const next = direction === 'up' ? place + 1 : place - 1;
  if (next < 0 || next > lines.length) return null;
  const kept = place === 0 ? current : draft;
  return { history: { place: next, draft: kept }, line: next === 0 ? kept : (lines.at(-next) ?? kept) };
}
