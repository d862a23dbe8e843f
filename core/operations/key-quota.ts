import type { AccountId } from '../cloud/arn.ts';
import type { Region } from '../cloud/regions.ts';
import { LimitExceededException } from '../errors/kms-errors.ts';
import type { World } from '../lab/world.ts';
import { resourceQuotaIn } from '../quotas/quota-settings.ts';

/**
 * Refuses a call behind which an account would have too many customer managed keys in a Region; keys of every state
 * count, and replicas too. `more` are those that the call makes.
 * @throws {LimitExceededException} AWS's text is not published.
 * Source: KMS Developer Guide, "Resource quotas"; lifecycle.md section 7.
 */
export function checkKeyQuota(world: World, accountId: AccountId, region: Region, more: 0 | 1): void {
  const most = resourceQuotaIn(world.quotas, 'keys');
  if (world.hasMoreKeysThan(most - more, accountId, region)) {
    throw new LimitExceededException(`You can have at most ${most} customer managed KMS keys in the Region ${region}.`);
  }
}
