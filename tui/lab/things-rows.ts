import { type LabView, type Thing, thingsOf } from '../../core/index.ts';
import type { Here } from './model.ts';

/** How many rows a list of all things takes, roughly: with headings. */
export function thingsRows(view: LabView | null): number {
  const things = view === null ? [] : thingsOf(view);
  return things.length + new Set(things.map(({ kind }) => kind)).size;
}

/** The command that shows a thing, from where one is: with its Region where that is another. */
export function showingLine({ command, region }: Thing, here: Here): string {
  return region === here.region ? command : `${command} --region ${region}`;
}
