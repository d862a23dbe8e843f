import { POLICY_LIMITS } from '../access/policy-limits.ts';
import { ON_DEMAND_ROTATION_LIMIT } from '../keys/key-context.ts';

/** How many things of a kind there may be. */
interface ResourceQuota {
  readonly value: number;
  /** Whether AWS raises it on request. */
  readonly isAdjustable: boolean;
}

/**
 * Resource quotas; above them KMS answers LimitExceededException.
 * Source: KMS Developer Guide, "Resource quotas"
 * (https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html), as of 2026-01.
 */
export const RESOURCE_QUOTAS = {
  /** Customer managed keys of an account in a Region, whatever their state. */
  keys: { value: 100_000, isAdjustable: true },
  aliasesPerKey: { value: 50, isAdjustable: true },
  grantsPerKey: { value: 50_000, isAdjustable: true },
  keyPolicyBytes: { value: POLICY_LIMITS.key.most, isAdjustable: false },
  /** Of an account in a Region, connected or not. */
  customKeyStores: { value: 10, isAdjustable: true },
  /** Beside those of AWS's own. */
  tagsPerKey: { value: 50, isAdjustable: false },
  onDemandRotationsPerKey: { value: ON_DEMAND_ROTATION_LIMIT, isAdjustable: false },
} as const satisfies Readonly<Record<string, ResourceQuota>>;

export type ResourceQuotaId = keyof typeof RESOURCE_QUOTAS;

/** The resource quota of that name, or null. */
export function parseResourceQuotaId(text: string): ResourceQuotaId | null {
  return Object.hasOwn(RESOURCE_QUOTAS, text) ? (text as ResourceQuotaId) : null;
}
