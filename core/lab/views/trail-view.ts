import type { AccountId } from '../../cloud/arn.ts';
import type { LabQuery, TrailRow } from '../client.ts';
import type { World } from '../world.ts';

/** CloudTrail's rows, newest last: those of an account's log, those about a key, and the last `limit` of them. */
export function trailView(
  world: World,
  { limit, accountId, keyArn }: Extract<LabQuery, { type: 'trail' }>,
): readonly TrailRow[] {
  const rows: TrailRow[] = [];
  for (let i = world.trail.length - 1; i >= 0 && (limit === undefined || rows.length < limit); i--) {
    const row = world.trail[i];
    if (row === undefined) continue;
    // The log of an account that a service owns is not for customers.
    if (!world.accounts.has(row.record.recipientAccountId as AccountId)) continue;
    if (accountId !== undefined && row.record.recipientAccountId !== accountId) continue;
    if (keyArn !== undefined && row.record.resources?.some(({ ARN }) => ARN === keyArn) !== true) continue;
    rows.push(row);
  }
  return rows.reverse();
}
