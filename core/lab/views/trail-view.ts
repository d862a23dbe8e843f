import type { LabQuery, TrailRow } from '../client.ts';
import type { Store } from '../store.ts';
import type { World } from '../world.ts';

/** CloudTrail's rows, newest last: those of an account's log, those about a key, and the last `limit` of them. */
export function trailView(
  world: World,
  store: Store,
  { limit, accountId, keyArn }: Extract<LabQuery, { type: 'trail' }>,
): readonly TrailRow[] {
  // The log of an account that a service owns is not for customers.
  const customers = [...world.accounts.keys()];
  const accountIds = accountId === undefined ? customers : customers.filter((id) => id === accountId);
  return store.trail({
    accountIds,
    ...(limit === undefined ? {} : { limit }),
    ...(keyArn === undefined ? {} : { resource: keyArn }),
  });
}
