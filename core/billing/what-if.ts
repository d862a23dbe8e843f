import { DAY_MS } from '../keys/key-state.ts';
import { LabError } from '../lab/lab-error.ts';
import type { EpochMs } from '../ports.ts';
import type { BillSources } from './bill.ts';

/** What a bill is asked to suppose. */
export interface WhatIf {
  /** To the end of the month everything goes on: keys stay as they are, rotate when they are due, requests keep their pace. */
  readonly toMonthEnd?: boolean;
  /** No key was ever rotated, or is. */
  readonly withoutRotation?: boolean;
  /** So many requests with symmetric keys more on each day. */
  readonly morePerDay?: number;
  /** So many replica keys more, for the whole month. */
  readonly moreReplicas?: number;
}

/** What supposing takes beside the sources. */
export interface WhatIfScope {
  /** Since when the world is there: there were no requests before. */
  readonly startedAt: EpochMs;
  /** When a key is rotated next, if nothing changes; null where it isn't. */
  readonly nextRotationOf: (keyArn: string) => EpochMs | null;
}

/**
 * What a bill is to be worked out from, if this and that is supposed; and each of it in words.
 * @throws {LabError} for a number of requests or replicas that can't be
 */
export function supposing(
  sources: BillSources,
  { toMonthEnd = false, withoutRotation = false, morePerDay = 0, moreReplicas = 0 }: WhatIf,
  { startedAt, nextRotationOf }: WhatIfScope,
): { readonly sources: BillSources; readonly supposes: readonly string[] } {
  if (!Number.isSafeInteger(morePerDay) || morePerDay < 0) {
    throw new LabError(`what if: expected a whole number of requests a day, got ${morePerDay}`);
  }
  if (!Number.isSafeInteger(moreReplicas) || moreReplicas < 0) {
    throw new LabError(`what if: expected a whole number of replicas, got ${moreReplicas}`);
  }
  const { month } = sources;
  const since = Math.max(month.start, startedAt);
  let supposed = sources;
  const supposes: string[] = [];
  if (toMonthEnd) {
    const [soFar, whole] = [sources.until - since, month.end - since];
    supposed = { ...supposed, until: month.end, pace: soFar > 0 ? whole / soFar : 1 };
    supposed = { ...supposed, keys: mapKeys(supposed, (arn) => nextRotationOf(arn)) };
    supposes.push('everything goes on as it has until the end of the month');
  }
  if (withoutRotation) {
    supposed = { ...supposed, keys: mapKeys(supposed, () => 'never') };
    supposes.push('no key is ever rotated');
  }
  if (morePerDay > 0) {
    const days = Math.max(0, supposed.until - since) / DAY_MS;
    supposed = { ...supposed, moreRequests: Math.round(morePerDay * days) };
    supposes.push(`${morePerDay} requests more on each day`);
  }
  if (moreReplicas > 0) {
    supposed = { ...supposed, moreReplicas };
    const replicas = moreReplicas === 1 ? 'a replica' : `${moreReplicas} replicas`;
    supposes.push(`${replicas} more for the whole month, of keys that were never rotated`);
  }
  return { sources: supposed, supposes };
}

/** The keys with one rotation more, or without any. */
function mapKeys({ keys }: BillSources, rotationOf: (keyArn: string) => EpochMs | null | 'never'): BillSources['keys'] {
  return new Map(
    [...keys].map(([arn, key]) => {
      const rotation = rotationOf(arn);
      if (rotation === null) return [arn, key];
      return [arn, { ...key, rotatedAt: rotation === 'never' ? [] : [...key.rotatedAt, rotation] }];
    }),
  );
}
