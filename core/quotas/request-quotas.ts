import type { Region } from '../cloud/regions.ts';
import type { DATA_KEY_PAIR_SPECS } from '../crypto/key-specs.ts';

/** How many requests of a kind an account may make in a second in one Region. */
export interface RequestQuota {
  /** As Service Quotas lists it. */
  readonly name: string;
  readonly perSecond: number;
  /** Where a Region has another value. */
  readonly perSecondIn?: Readonly<Record<string, number>>;
}

/** Quotas that several cryptographic operations share, by the kind of key; `customKeyStore` is each store's own. */
const SHARED = {
  symmetric: {
    name: 'Cryptographic operations (symmetric) request rate',
    perSecond: 10_000,
    perSecondIn: {
      'us-east-1': 100_000,
      'us-west-2': 100_000,
      'eu-west-1': 100_000,
      'us-east-2': 20_000,
      'ap-southeast-1': 20_000,
      'ap-southeast-2': 20_000,
      'ap-northeast-1': 20_000,
      'eu-central-1': 20_000,
      'eu-west-2': 20_000,
    },
  },
  rsa: { name: 'Cryptographic operations (RSA) request rate', perSecond: 1_000 },
  ecc: { name: 'Cryptographic operations (ECC) request rate', perSecond: 1_000 },
  mlDsa: { name: 'Cryptographic operations (ML-DSA) request rate', perSecond: 1_000 },
  // Not published; taken to be that of the other pairs.
  mlKem: { name: 'Cryptographic operations (ML-KEM) request rate', perSecond: 1_000 },
  customKeyStore: { name: 'Cryptographic operations (custom key store) request rate', perSecond: 1_800 },
} as const satisfies Readonly<Record<string, RequestQuota>>;

/** Quotas of one operation each, a second. */
const OF_OPERATION = {
  CancelKeyDeletion: 5,
  ConnectCustomKeyStore: 5,
  CreateAlias: 5,
  CreateCustomKeyStore: 5,
  CreateGrant: 50,
  CreateKey: 5,
  DeleteAlias: 15,
  DeleteCustomKeyStore: 5,
  DeleteImportedKeyMaterial: 15,
  DescribeCustomKeyStores: 5,
  DescribeKey: 2_000,
  DisableKey: 5,
  DisableKeyRotation: 5,
  DisconnectCustomKeyStore: 5,
  EnableKey: 5,
  EnableKeyRotation: 15,
  GetKeyLastUsage: 5,
  GetKeyPolicy: 1_000,
  GetKeyRotationStatus: 1_000,
  GetParametersForImport: 1,
  GetPublicKey: 2_000,
  ImportKeyMaterial: 15,
  ListAliases: 500,
  ListGrants: 100,
  ListKeyPolicies: 100,
  ListKeyRotations: 100,
  ListKeys: 500,
  ListResourceTags: 2_000,
  ListRetirableGrants: 100,
  PutKeyPolicy: 15,
  ReplicateKey: 5,
  RetireGrant: 50,
  RevokeGrant: 50,
  RotateKeyOnDemand: 5,
  ScheduleKeyDeletion: 15,
  TagResource: 10,
  UntagResource: 5,
  UpdateAlias: 5,
  UpdateCustomKeyStore: 5,
  UpdateKeyDescription: 5,
  UpdatePrimaryRegion: 5,
} as const satisfies Readonly<Record<string, number>>;

/** GenerateDataKeyPair and GenerateDataKeyPairWithoutPlaintext share a quota for each spec of the pair. */
const OF_DATA_KEY_PAIR = {
  RSA_2048: 20,
  RSA_3072: 4,
  RSA_4096: 1,
  ECC_NIST_P256: 100,
  ECC_NIST_P384: 100,
  ECC_NIST_P521: 100,
  ECC_SECG_P256K1: 100,
  ECC_NIST_EDWARDS25519: 100,
  // Not published; taken to be that of a curve.
  ML_KEM_512: 100,
  ML_KEM_768: 100,
  ML_KEM_1024: 100,
  SM2: 25,
} as const satisfies Readonly<Record<(typeof DATA_KEY_PAIR_SPECS)[number], number>>;

export type SharedQuotaId = keyof typeof SHARED;
type OperationQuotaId = keyof typeof OF_OPERATION;
type PairQuotaId = `GenerateDataKeyPair:${keyof typeof OF_DATA_KEY_PAIR}`;
/** What a quota is called in a world's settings: `symmetric`, `CreateKey`, `GenerateDataKeyPair:RSA_4096`. */
export type RequestQuotaId = SharedQuotaId | OperationQuotaId | PairQuotaId;

const TABLE: ReadonlyMap<string, RequestQuota> = new Map<string, RequestQuota>([
  ...Object.entries(SHARED),
  ...Object.entries(OF_OPERATION).map(([id, perSecond]) => [id, { name: `${id} request rate`, perSecond }] as const),
  ...Object.entries(OF_DATA_KEY_PAIR).map(
    ([spec, perSecond]) =>
      [`GenerateDataKeyPair:${spec}`, { name: `GenerateDataKeyPair (${spec}) request rate`, perSecond }] as const,
  ),
]);

/**
 * Every request quota, by its id. The tables above are AWS's of January 2026.
 * Source: KMS Developer Guide, "Request quotas for each AWS KMS API operation"
 * (https://docs.aws.amazon.com/kms/latest/developerguide/requests-per-second.html).
 */
export const REQUEST_QUOTAS = TABLE as ReadonlyMap<RequestQuotaId, RequestQuota>;

/** The request quota of that id, or null. The one place that makes a `RequestQuotaId`. */
export function parseRequestQuotaId(text: string): RequestQuotaId | null {
  return TABLE.has(text) ? (text as RequestQuotaId) : null;
}

/** What AWS gives an account in a Region that has asked for no more. */
export function requestsPerSecond(id: RequestQuotaId, region: Region): number {
  const quota = TABLE.get(id);
  if (quota === undefined) throw new Error(`there is no request quota ${id}`);
  return quota.perSecondIn?.[region] ?? quota.perSecond;
}
