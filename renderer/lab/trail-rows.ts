import type { TrailRow } from '../../core/index.ts';

/** The newest request that can be explained; null when there is none. */
export function newestExplained(rows: readonly TrailRow[]): string | null {
  return rows.findLast(({ requestId }) => requestId !== null)?.requestId ?? null;
}

/** Rows of services' calls right behind the row of the request that they were made for, wherever they stood. */
export function underTheirCause(rows: readonly TrailRow[]): readonly TrailRow[] {
  // What KMS does by itself bears the id of the request that it does it for: such a record is nobody's cause.
  const causes = new Set(
    rows.filter(({ requestId, causedBy }) => causedBy !== requestId).map(({ requestId }) => requestId),
  );
  const isCaused = ({ causedBy }: TrailRow) => causedBy !== null && causes.has(causedBy);
  const caused = new Map<string, TrailRow[]>();
  for (const row of rows) {
    if (row.causedBy === null) continue;
    const calls = caused.get(row.causedBy);
    if (calls === undefined) caused.set(row.causedBy, [row]);
    else calls.push(row);
  }
  // A request that crosses accounts has two records: what it caused is placed once, under the first.
  const placed: TrailRow[] = [];
  const seen = new Set<string>();
  const place = (row: TrailRow): void => {
    if (seen.has(row.record.eventID)) return;
    seen.add(row.record.eventID);
    placed.push(row);
    if (row.requestId !== null) for (const call of caused.get(row.requestId) ?? []) place(call);
  };
  for (const row of rows) if (!isCaused(row)) place(row);
  return placed;
}

/** Rows by the day of their first one, in UTC. */
export function byDay(
  rows: readonly TrailRow[],
): readonly { readonly heading: string; readonly items: readonly TrailRow[] }[] {
  const groups: { readonly heading: string; readonly items: TrailRow[] }[] = [];
  for (const row of rows) {
    const day = row.record.eventTime.slice(0, 10);
    const last = groups.at(-1);
    if (last !== undefined && (row.causedBy !== null || last.heading === day)) last.items.push(row);
    else groups.push({ heading: day, items: [row] });
  }
  return groups;
}

/** How a record ended, in a word. `isRefused` is said by the word too, never by a colour alone. */
export function resultOf({ record }: TrailRow): { readonly word: string; readonly isRefused: boolean } {
  const { errorCode } = record;
  if (errorCode === undefined)
    return { word: record.eventType === 'AwsServiceEvent' ? 'by AWS' : 'ok', isRefused: false };
  const isDenied =
    errorCode === 'AccessDenied' ||
    errorCode === 'AccessDeniedException' ||
    errorCode === 'Client.UnauthorizedOperation';
  return { word: isDenied ? 'DENIED' : errorCode.replace(/^Client\./, ''), isRefused: true };
}

/** The ARN of the key that a record is about; null when it is about none. */
export function keyOf({ record }: TrailRow): string | null {
  return record.resources?.find(({ type }) => type === 'AWS::KMS::Key')?.ARN ?? null;
}

/** The encryption context of a record's request, as `name=value`s; empty without one. */
export function contextOf({ record }: TrailRow): string {
  const context = record.requestParameters?.encryptionContext;
  if (typeof context !== 'object' || context === null) return '';
  return Object.entries(context)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(', ');
}

/** Whether a record has a text in any of its fields; capitals don't count. */
export function matchesText({ record }: TrailRow, text: string): boolean {
  return text === '' || JSON.stringify(record).toLowerCase().includes(text.toLowerCase());
}

/** Who made a call, by the names that `names` knows, and the service that made it for them. */
export function callerOf(
  { record: { userIdentity } }: TrailRow,
  callerName: (arn: string) => string,
): { readonly caller: string | null; readonly by: string | null } {
  return {
    caller: userIdentity.arn === undefined ? null : callerName(userIdentity.arn),
    by: userIdentity.invokedBy?.replace(/\.amazonaws\.com$/, '') ?? null,
  };
}
