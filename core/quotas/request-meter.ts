import type { AccountId } from '../cloud/arn.ts';
import type { Region } from '../cloud/regions.ts';
import { ThrottlingException } from '../errors/throttling-exception.ts';
import type { EpochMs } from '../ports.ts';
import { type QuotaSettings, rateIn } from './quota-settings.ts';
import type { QuotaUse } from './quota-use.ts';
import type { QuotaCost } from './quotas-of-call.ts';
import { REQUEST_QUOTAS } from './request-quotas.ts';

/** Requests that a quota holds against its account, and when that was so: they fall at the quota's rate. */
interface Bucket {
  used: number;
  at: EpochMs;
}

/** What rounding may leave of a request that time has given back: a thousandth of it. */
const ROUNDING = 0.001;

/**
 * Counts requests against their quotas by the lab's clock. Each account has a bucket in each Region for each quota: it
 * holds one second's requests, and gets room again evenly, not all at once at the full second. So five requests of
 * CreateKey go through at one instant, and one more every 200 ms.
 * Ours: AWS publishes the rates, and not how it counts. Nothing of it lasts: a world that is opened again begins with
 * empty buckets.
 */
export class RequestMeter {
  readonly #buckets = new Map<string, Bucket>();

  /**
   * Takes a call's requests from its quotas: from all of them, or from none.
   * @throws {ThrottlingException} that names the quota which is used up
   */
  take(
    costs: readonly QuotaCost[],
    { accountId, region }: { readonly accountId: AccountId; readonly region: Region },
    settings: QuotaSettings,
    now: EpochMs,
  ): readonly QuotaUse[] {
    const taken: { readonly bucket: Bucket; readonly count: number }[] = [];
    const uses: QuotaUse[] = [];
    for (const { quota, count, region: place = region, keyStoreId } of costs) {
      const limit = rateIn(settings, quota, place);
      const of = keyStoreId ?? accountId;
      const bucket = this.#bucket(`${of} ${place} ${quota}`, limit, now);
      const isUsedUp = bucket.used + count > limit + ROUNDING;
      const used = Math.ceil(bucket.used + (isUsedUp ? 0 : count) - ROUNDING);
      const name = REQUEST_QUOTAS.get(quota)?.name ?? quota;
      uses.push({ quota, name, of, region: place, used, limit });
      if (isUsedUp) throw new ThrottlingException(uses);
      taken.push({ bucket, count });
    }
    for (const { bucket, count } of taken) bucket.used += count;
    return uses;
  }

  /** Forgets what was counted: the quotas are others now. */
  clear(): void {
    this.#buckets.clear();
  }

  /** The bucket as it is now. */
  #bucket(name: string, limit: number, now: EpochMs): Bucket {
    let bucket = this.#buckets.get(name);
    if (bucket === undefined) {
      bucket = { used: 0, at: now };
      this.#buckets.set(name, bucket);
    }
    bucket.used = Math.max(0, bucket.used - ((now - bucket.at) * limit) / 1_000);
    bucket.at = now;
    return bucket;
  }
}
