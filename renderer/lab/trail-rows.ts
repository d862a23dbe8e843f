import type { TrailItem } from '../../core/index.ts';

/** As many of the trail as CloudTrail's own event history shows of a busy day. */
export const TRAIL_SHOWN = 10_000;

/** Calls that somebody made, or a service for them: each can be explained. KMS's own records have no request of their own. */
export function explained(items: readonly TrailItem[]): readonly TrailItem[] {
  return items.filter(({ row }) => row.requestId !== null && row.requestId !== row.causedBy);
}

/** The newest request that can be explained; null when there is none. */
export function newestExplained(items: readonly TrailItem[]): string | null {
  return explained(items).at(-1)?.row.requestId ?? null;
}

/** Items by the day of their first one, in UTC; what a service did stays with its cause. */
export function byDay(
  items: readonly TrailItem[],
): readonly { readonly heading: string; readonly items: readonly TrailItem[] }[] {
  const groups: { readonly heading: string; readonly items: TrailItem[] }[] = [];
  for (const item of items) {
    const day = item.row.record.eventTime.slice(0, 10);
    const last = groups.at(-1);
    if (last !== undefined && (item.depth > 0 || last.heading === day)) last.items.push(item);
    else groups.push({ heading: day, items: [item] });
  }
  return groups;
}

/** How a call ended, in a word, which tells a refusal without any colour. */
export function resultWord({ row: { record }, result }: TrailItem): string {
  if (result === 'failed') return (record.errorCode ?? result).replace(/^Client\./, '');
  return result === 'ok' && record.eventType === 'AwsServiceEvent' ? 'by AWS' : result;
}

/** The encryption context of a record's request, as `name=value`s; empty without one. */
export function contextOf({ row: { record } }: TrailItem): string {
  const context = record.requestParameters?.encryptionContext;
  if (typeof context !== 'object' || context === null) return '';
  return Object.entries(context)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(', ');
}

/** Who made a call, by the names that `names` knows, and the service that made it for them. */
export function callerOf(
  {
    row: {
      record: { userIdentity },
    },
  }: TrailItem,
  callerName: (arn: string) => string,
): { readonly caller: string | null; readonly by: string | null } {
  return {
    caller: userIdentity.arn === undefined ? null : callerName(userIdentity.arn),
    by: userIdentity.invokedBy?.replace(/\.amazonaws\.com$/, '') ?? null,
  };
}
