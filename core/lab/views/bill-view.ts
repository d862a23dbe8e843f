import { type BillView, billOf, LIFE_OF_KEYS } from '../../billing/bill.ts';
import { keysIn } from '../../billing/key-ledger.ts';
import { monthAt, monthsBeside, parseMonth } from '../../billing/month.ts';
import { supposing } from '../../billing/what-if.ts';
import { primaryOf } from '../../keys/multi-region.ts';
import type { EpochMs } from '../../ports.ts';
import type { LabQuery } from '../client.ts';
import { LabError } from '../lab-error.ts';
import type { Store } from '../store.ts';
import type { World } from '../world.ts';

/**
 * The bills of a month, account by account: of the month that it is where none is named.
 * @throws {LabError} for a month that has not begun, or an account that isn't there
 */
export function billView(
  { month: name, accountId, whatIf = {} }: Extract<LabQuery, { type: 'bill' }>,
  { world, store }: { readonly world: World; readonly store: Store },
): readonly BillView[] {
  const { now, startedAt } = world;
  const month = name === undefined ? monthAt(now) : parseMonth(name);
  if (month.start > now) throw new LabError(`${month.name} has not begun: it is ${new Date(now).toISOString()}`);
  const customers: readonly string[] = [...world.accounts.keys()];
  if (accountId !== undefined && !customers.includes(accountId)) {
    throw new LabError(`the lab has no account ${accountId}; it has ${customers.join(', ')}`);
  }
  const keys = keysIn(store);
  const nextRotationOf = (keyArn: string) => nextRotation(world, keyArn);
  return customers
    .filter((id) => accountId === undefined || id === accountId)
    .map((id) => {
      const { sources, supposes } = supposing(
        {
          accountId: id,
          month,
          until: Math.min(month.end, now),
          keys,
          requests: store.trailCounts({ accountIds: [id], month: month.name }),
          lifeOfKeys: store.trailCounts({ accountIds: [id], eventNames: LIFE_OF_KEYS }),
          pace: 1,
          moreRequests: 0,
          moreReplicas: 0,
        },
        whatIf,
        { startedAt, nextRotationOf },
      );
      return { ...billOf(sources), supposes, months: monthsBeside(month, world) };
    });
}

/** When a key is rotated next if nobody does anything; a replica is when its primary is. */
function nextRotation(world: World, keyArn: string): EpochMs | null {
  const key = world.key(keyArn);
  const primary = key === undefined ? undefined : primaryOf(world, key);
  if (primary === undefined) return null;
  const { value, context } = primary.machine;
  if (value.lifecycle !== 'Enabled') return null;
  const onSchedule = value.automaticRotation === 'On' ? context.nextRotationDate : null;
  return context.onDemandCompletionDate ?? onSchedule;
}
