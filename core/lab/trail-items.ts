import { keyArnOf } from '../audit/record.ts';
import { parseArn } from '../cloud/arn.ts';
import { filteredBy } from './filter.ts';
import type { TrailRow } from './trail-row.ts';

/** A call of the trail at its place in the list. */
export interface TrailItem {
  readonly row: TrailRow;
  /** 0 for a user's own call, 1 for a call that a service made because of it, and so on. */
  readonly depth: number;
  /** Every account whose trail has this event: two for a cross-account success. */
  readonly accountIds: readonly string[];
  /** The KMS key that it is about, or null. */
  readonly keyArn: string | null;
  readonly result: CallResult;
}

/** How a call ended, in a word: `DENIED` where somebody may not, `failed` for every other refusal. */
export type CallResult = 'ok' | 'DENIED' | 'failed';

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

/** Worked out once for each trail that came: a screen draws it anew at every key press. */
const ITEMS = new WeakMap<readonly TrailRow[], readonly TrailItem[]>();

/** The items that a filter lets through, and those that led to them. `textOf` is what the filter looks at. */
export function filteredItems(
  items: readonly TrailItem[],
  filter: string,
  textOf: (item: TrailItem) => string,
): readonly TrailItem[] {
  if (filter.trim() === '') return items;
  const kept: TrailItem[] = [];
  /** The depth of what led to the last one that was kept: that is kept too. */
  let wanted = -1;
  for (const item of items.toReversed()) {
    if (item.depth !== wanted && !filteredBy(filter, () => textOf(item))) continue;
    kept.push(item);
    wanted = item.depth - 1;
  }
  return kept.reverse();
}

/** What people call the things behind the ARNs of a record. */
export interface TrailNames {
  /** `prod` for an account's id; undefined where it has no name. */
  account(accountId: string): string | undefined;
  /** The ARNs of a key's aliases. */
  aliases(keyArn: string): readonly string[];
}

/** Every field of an item's record and how it ended, and the names under which a screen shows them. */
export function recordText({ row, result, keyArn }: TrailItem, names: TrailNames): string {
  const { record, requestId } = row;
  return [
    JSON.stringify(record),
    result,
    requestId ?? '',
    callerName(record.userIdentity.arn, names),
    ...(keyArn === null ? [] : names.aliases(keyArn)),
    ...contextPairs(record.requestParameters?.encryptionContext),
  ].join(' ');
}

/** `prod/role/admin` for a role, or a session of it. */
function callerName(arn: string | undefined, names: TrailNames): string {
  const parts = arn === undefined ? null : parseArn(arn);
  if (parts === null) return '';
  const { accountId, resource } = parts;
  return `${names.account(accountId) ?? accountId}/${resource.replace(/^assumed-role\/([^/]+)\/.*$/, 'role/$1')}`;
}

function contextPairs(context: unknown): readonly string[] {
  if (typeof context !== 'object' || context === null) return [];
  return Object.entries(context).map(([name, value]) => `${name}=${String(value)}`);
}

type Unplaced = Omit<TrailItem, 'depth'>;

function orderedItems(trail: readonly TrailRow[]): readonly TrailItem[] {
  const items = mergeCopies(trail);
  // What KMS does by itself bears the id of the request that it does it for: such a record is nobody's cause.
  const causes = new Set(items.flatMap(({ row }) => (row.causedBy === row.requestId ? [] : [row.requestId])));
  const children = new Map<string, Unplaced[]>();
  const tops: Unplaced[] = [];
  for (const item of items) {
    const cause = item.row.causedBy;
    if (cause === null || !causes.has(cause)) tops.push(item);
    else {
      const under = children.get(cause);
      if (under === undefined) children.set(cause, [item]);
      else under.push(item);
    }
  }
  const list: TrailItem[] = [];
  const place = (item: Unplaced, depth: number): void => {
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

function resultOf({ record: { errorCode } }: TrailRow): CallResult {
  if (errorCode === undefined) return 'ok';
  return DENIALS.has(errorCode) ? 'DENIED' : 'failed';
}

const DENIALS: ReadonlySet<string> = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'Client.UnauthorizedOperation',
  'UnauthorizedOperation',
]);

/** The two records of one cross-account call become one item. */
function mergeCopies(trail: readonly TrailRow[]): readonly Unplaced[] {
  const merged = new Map<string, Unplaced & { readonly accountIds: string[] }>();
  for (const row of trail) {
    const { sharedEventID, eventID, recipientAccountId } = row.record;
    const id = sharedEventID ?? eventID;
    const before = merged.get(id);
    if (before !== undefined) before.accountIds.push(recipientAccountId);
    else {
      const keyArn = keyArnOf(row.record);
      merged.set(id, { row, accountIds: [recipientAccountId], keyArn, result: resultOf(row) });
    }
  }
  return [...merged.values()];
}
