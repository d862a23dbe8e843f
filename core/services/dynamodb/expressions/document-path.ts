import type { AttributeValue, Item } from '../attribute-value.ts';

/** A name of a map's member, or a place in a list. */
export type Segment = string | number;
/** Where a value is in an item; the first segment is a name. */
export type DocumentPath = readonly Segment[];

/** The value at a path; undefined where there is none. */
export function valueAt(item: Item, path: DocumentPath): AttributeValue | undefined {
  let at: AttributeValue | undefined = { M: item };
  for (const segment of path) {
    at = typeof segment === 'number' ? at?.L?.[segment] : own(at?.M, segment);
    if (at === undefined) return undefined;
  }
  return at;
}

/** An item with a value put at a path; null where nothing is there to put it into. A place behind a list's end is its end. */
export function withValueAt(item: Item, path: DocumentPath, value: AttributeValue): Item | null {
  return changedAt({ M: item }, path, () => value)?.M ?? null;
}

/** An item without the value at a path; unchanged where there is none. */
export function withoutValueAt(item: Item, path: DocumentPath): Item {
  return valueAt(item, path) === undefined ? item : (changedAt({ M: item }, path, () => undefined)?.M ?? item);
}

/** What is at some paths, and nothing else of an item. Source: DynamoDB Developer Guide, "Projection expressions". */
export function projected(item: Item, paths: readonly DocumentPath[]): Item {
  let found: Item = {};
  for (const path of paths) {
    const value = valueAt(item, path);
    if (value !== undefined) found = placed({ M: found }, path, value).M ?? found;
  }
  return found;
}

function changedAt(
  at: AttributeValue,
  [segment, ...rest]: DocumentPath,
  change: () => AttributeValue | undefined,
): AttributeValue | null {
  if (segment === undefined) return change() ?? null;
  if (typeof segment === 'number') {
    if (at.L === undefined) return null;
    const list = [...at.L];
    const inside = list[segment];
    if (rest.length > 0 && inside === undefined) return null;
    const changed = rest.length === 0 ? change() : changedAt(inside ?? {}, rest, change);
    if (changed === null) return null;
    if (changed === undefined) list.splice(segment, 1);
    else list.splice(Math.min(segment, list.length), 1, changed);
    return { L: list };
  }
  if (at.M === undefined) return null;
  const inside = own(at.M, segment);
  if (rest.length > 0 && inside === undefined) return null;
  const changed = rest.length === 0 ? change() : changedAt(inside ?? {}, rest, change);
  if (changed === null) return null;
  const others = Object.entries(at.M).filter(([name]) => name !== segment);
  return { M: Object.fromEntries(changed === undefined ? others : [...others, [segment, changed]]) };
}

/** Builds what a projection shows: maps around a value; elements of a list follow one another. */
function placed(at: AttributeValue, [segment, ...rest]: DocumentPath, value: AttributeValue): AttributeValue {
  if (segment === undefined) return value;
  if (typeof segment === 'number') return { L: [...(at.L ?? []), placed({}, rest, value)] };
  const members = at.M ?? {};
  return { M: { ...members, [segment]: placed(own(members, segment) ?? {}, rest, value) } };
}

function own(members: Item | undefined, name: string): AttributeValue | undefined {
  return members !== undefined && Object.hasOwn(members, name) ? members[name] : undefined;
}
