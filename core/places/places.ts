/**
 * What each place of a front end is called on a screen, in the order of the digits 1 to 9 that lead to them. They are the
 * same in every front end.
 */
export const PLACE_TITLES = {
  lab: 'Lab',
  learn: 'Learn',
  key: 'Key',
  flow: 'Flow',
  envelope: 'Envelope',
  why: 'Why',
  trail: 'Trail',
  bill: 'Bill',
  replay: 'Replay',
} as const;
/** A place as addresses and commands name it. */
export type PlaceId = keyof typeof PLACE_TITLES;
/** A place as screens name it. */
export type PlaceTitle = (typeof PLACE_TITLES)[PlaceId];

interface PlaceEntry {
  readonly id: PlaceId;
  /** The digit that leads to it. */
  readonly number: number;
  readonly title: PlaceTitle;
}

/** The places, in the order of their digits. */
export const PLACES: readonly PlaceEntry[] = Object.keys(PLACE_TITLES).map((key, at) => {
  const id = key as PlaceId; // a key of the table above
  return { id, number: at + 1, title: PLACE_TITLES[id] };
});
