import type { TrailRow } from '../../core/index.ts';

/** A trail row at its place in the list. */
export interface TrailItem {
  readonly row: TrailRow;
  /** 0 for a user's own call, 1 for a call that a service made because of it, and so on. */
  readonly depth: number;
  /** Every account whose trail has this event: two for a cross-account success. */
  readonly accountIds: readonly string[];
}

/**
 * The trail as a reader follows it: each call once, and what services did because of a call under it, however much
 * later they did it. The list itself keeps the order of the calls at the left edge.
 */
export function trailItems(trail: readonly TrailRow[]): readonly TrailItem[] {
  const known = ITEMS.get(trail);
  if (known !== undefined) return known;
  const items = orderedItems(trail);
  ITEMS.set(trail, items);
  return items;
}

/** Worked out once for each trail that came: every key press draws them anew. */
const ITEMS = new WeakMap<readonly TrailRow[], readonly TrailItem[]>();

function orderedItems(trail: readonly TrailRow[]): readonly TrailItem[] {
  const items = mergeCopies(trail);
  const known = new Set(items.map(({ row }) => row.requestId));
  const children = new Map<string, Omit<TrailItem, 'depth'>[]>();
  const tops: Omit<TrailItem, 'depth'>[] = [];
  for (const item of items) {
    const cause = item.row.causedBy;
    if (cause === null || !known.has(cause) || cause === item.row.requestId) tops.push(item);
    else {
      const under = children.get(cause);
      if (under === undefined) children.set(cause, [item]);
      else under.push(item);
    }
  }
  const list: TrailItem[] = [];
  const place = (item: Omit<TrailItem, 'depth'>, depth: number): void => {
    list.push({ ...item, depth });
    const { requestId } = item.row;
    if (requestId === null) return;
    const under = children.get(requestId) ?? [];
    children.delete(requestId);
    for (const child of under) place(child, depth + 1);
  };
  for (const item of tops) place(item, 0);
  return list;
}

/** How a call ended, in a word: `ok`, `DENIED` where somebody may not, `failed` for every other refusal. */
export function resultOf(row: TrailRow): 'ok' | 'DENIED' | 'failed' {
  const { errorCode } = row.record;
  if (errorCode === undefined) return 'ok';
  return DENIALS.has(errorCode) ? 'DENIED' : 'failed';
}

/** The KMS key a row is about, or null. */
export function keyArnOf(row: TrailRow): string | null {
  return row.record.resources?.find(({ type }) => type === 'AWS::KMS::Key')?.ARN ?? null;
}

const DENIALS: ReadonlySet<string> = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'Client.UnauthorizedOperation',
  'UnauthorizedOperation',
]);

/** The two records of one cross-account call become one item. */
function mergeCopies(trail: readonly TrailRow[]): readonly Omit<TrailItem, 'depth'>[] {
  const merged = new Map<string, { row: TrailRow; accountIds: string[] }>();
  for (const row of trail) {
    const { sharedEventID, eventID, recipientAccountId } = row.record;
    const id = sharedEventID ?? eventID;
    const before = merged.get(id);
    if (before === undefined) merged.set(id, { row, accountIds: [recipientAccountId] });
    else before.accountIds.push(recipientAccountId);
  }
  return [...merged.values()];
}
