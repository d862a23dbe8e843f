import type { Happening } from '../../core/index.ts';
import { isoSecond } from '../text/instants.ts';

/** What happened at one instant by itself, a text for each thing: `2026-01-08 09:04:06Z  key/…: PendingDeletion → Deleted`. */
export function happeningTexts({ at, changes }: Happening): readonly string[] {
  const things = [...new Set(changes.map(({ of }) => of))];
  return things.map((thing) => {
    const own = changes.filter(({ of }) => of === thing);
    const states = [own[0]?.from ?? '', ...own.map(({ to }) => to)].filter((state, n, all) => state !== all[n - 1]);
    const name = thing.startsWith('arn:') ? thing.slice(thing.lastIndexOf('/') - 3) : thing;
    const hasRotated = own.some(({ event }) => event === 'KeyMaterialRotated');
    return `${isoSecond(at)}  ${name}: ${hasRotated ? 'has new key material' : states.join(' → ')}`;
  });
}
