/** What a lesson's line has where the learner is to find out or to decide. */
const GAP = '…';

/** What the command bar says while a gap is filled. */
export const GAP_NOTE = 'type what … stood for';

/** The same, where Enter was pressed with nothing in the gap. */
export const STILL_OPEN_NOTE = 'something is missing where … stood: type it';

/** A line with its first gap taken out, and where that was; null for a line without one. */
export function gapIn(line: string): { readonly line: string; readonly at: number } | null {
  const at = line.indexOf(GAP);
  return at < 0 ? null : { line: line.replace(GAP, ''), at };
}
