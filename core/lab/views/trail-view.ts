import type { LabQuery } from '../client.ts';
import type { Store } from '../store.ts';
import type { TrailRow } from '../trail-row.ts';
import type { World } from '../world.ts';

/** CloudTrail's rows, newest last: those of an account's log, those about a key, and the last `limit` of them. */
export function trailView(
  world: World,
  store: Store,
  { limit, accountId, keyArn }: Extract<LabQuery, { type: 'trail' }>,
): readonly TrailRow[] {
  return store.trail({
    accountIds: customersOf(world, accountId),
    ...(limit === undefined ? {} : { limit }),
    ...(keyArn === undefined ? {} : { resource: keyArn }),
  });
}

/** The accounts whose logs are shown, or that one: the log of an account that a service owns is not for customers. */
export function customersOf(world: World, accountId: string | undefined): readonly string[] {
  const customers = [...world.accounts.keys()];
  return accountId === undefined ? customers : customers.filter((id) => id === accountId);
}
