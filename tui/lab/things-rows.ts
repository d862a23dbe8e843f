import { type LabView, thingsOf } from '../../core/index.ts';

/** How many rows a list of all things takes, roughly: with headings. */
export function thingsRows(view: LabView | null): number {
  const things = view === null ? [] : thingsOf(view);
  return things.length + new Set(things.map(({ kind }) => kind)).size;
}
