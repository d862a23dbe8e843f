import type { Region } from '../cloud/regions.ts';
import { factsOf, type KeyKind } from '../crypto/key-specs.ts';
import type { KeyRecord } from '../keys/key-record.ts';
import type { Input, Operation, Target } from '../operations/operation.ts';
import { parseRequestQuotaId, type RequestQuotaId, type SharedQuotaId } from './request-quotas.ts';

/** That a call counts against a quota. */
export interface QuotaCost {
  readonly quota: RequestQuotaId;
  /** Requests that it counts as. */
  readonly count: number;
  /** Where it counts, if not in the Region of the request. */
  readonly region?: Region;
  /** The custom key store whose own quota it is. */
  readonly keyStoreId?: string;
}

/** The shared quota of cryptography with each kind of key; HMAC keys share that of the symmetric ones. */
const SHARED_BY = {
  symmetric: 'symmetric',
  hmac: 'symmetric',
  rsa: 'rsa',
  nistCurve: 'ecc',
  koblitz: 'ecc',
  edwards: 'ecc',
  sm2: 'ecc',
  mlDsa: 'mlDsa',
  mlKem: 'mlKem',
} as const satisfies Record<KeyKind, SharedQuotaId>;

/** Requests of CreateKey in the replica's Region that one ReplicateKey counts as. */
const CREATIONS_OF_A_REPLICA = 2;

/**
 * The quotas that a call to KMS counts against: that of its operation, or those that cryptography with such keys shares.
 * ReEncrypt counts once for each kind of its two keys.
 * Source: KMS Developer Guide, "Request quotas for each AWS KMS API operation"; audit-and-cost.md section 7.
 */
export function quotasOfCall({ name }: Operation, input: Input, targets: readonly Target[]): readonly QuotaCost[] {
  if (name === 'ReplicateKey') {
    // The shape let it through, and `find` has found the Region to be one.
    const region = input.ReplicaRegion as Region;
    return [
      { quota: 'ReplicateKey', count: 1 },
      { quota: 'CreateKey', count: CREATIONS_OF_A_REPLICA, region },
    ];
  }
  const own = parseRequestQuotaId(name) ?? parseRequestQuotaId(`GenerateDataKeyPair:${String(input.KeyPairSpec)}`);
  if (own !== null) return [{ quota: own, count: 1 }];
  const costs: QuotaCost[] = [];
  for (const { key } of targets) {
    if (key === null) continue;
    const cost = costOfCryptography(key);
    if (!costs.some((other) => other.quota === cost.quota && other.keyStoreId === cost.keyStoreId)) costs.push(cost);
  }
  return costs.length === 0 ? GENERATE_RANDOM : costs;
}

/** GenerateRandom has no key, and shares the quota of the symmetric ones. */
const GENERATE_RANDOM: readonly QuotaCost[] = [{ quota: 'symmetric', count: 1 }];

function costOfCryptography({ backing, keySpec }: KeyRecord): QuotaCost {
  if (backing !== undefined) return { quota: 'customKeyStore', count: 1, keyStoreId: backing.customKeyStoreId };
  return { quota: SHARED_BY[factsOf(keySpec).kind], count: 1 };
}
