/** Which part of a content is in view: from the `from`th to the `to`th of all that there are. */
export interface Place {
  readonly from: number;
  readonly to: number;
  readonly of: number;
}

/** Columns for a place: what the name beside it leaves, and what it can leave when it is cut. */
export interface PlaceRoom {
  readonly whole: number;
  readonly cut: number;
}

/** ` 2-9 of 24 `: as long as the name leaves room for, or as short as it can be. Nothing where all is in view, or nothing fits. */
export function placeText(place: Place | null, room: PlaceRoom): string {
  if (place === null) return '';
  const { from, to, of } = place;
  const range = from < to ? `${from}-${to}` : `${to}`;
  const forms = [` ${range} of ${of} `, ` ${range}/${of} `];
  const fits = (most: number) => forms.filter((form) => form.length <= most);
  return fits(room.whole)[0] ?? fits(room.cut).at(-1) ?? '';
}
