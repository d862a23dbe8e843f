import type { CompiledPolicy } from '../access/policy.ts';
import type { AccountId, KeyArn } from '../cloud/arn.ts';
import type { Region } from '../cloud/regions.ts';
import type { KeySpec } from '../crypto/key-specs.ts';
import type { KeyBacking } from '../key-stores/key-store.ts';
import type { EpochMs } from '../ports.ts';
import type { KeySnapshot } from './key-snapshot.ts';
import type { Tag } from './tags.ts';

export const KEY_USAGES = [
  'SIGN_VERIFY',
  'ENCRYPT_DECRYPT',
  'GENERATE_VERIFY_MAC',
  'KEY_AGREEMENT',
  'ENCAPSULATE_DECAPSULATE',
] as const;
export type KeyUsage = (typeof KEY_USAGES)[number];

/** Origins of key material. Source: KMS API Reference, KeyMetadata. */
export const ORIGINS = ['AWS_KMS', 'EXTERNAL', 'AWS_CLOUDHSM', 'EXTERNAL_KEY_STORE'] as const;
export type Origin = (typeof ORIGINS)[number];

/** What never changes in a key's life. */
export interface KeyIdentity {
  readonly arn: KeyArn;
  readonly keyId: string;
  readonly accountId: AccountId;
  readonly region: Region;
  readonly keySpec: KeySpec;
  readonly keyUsage: KeyUsage;
  readonly origin: Origin;
  readonly multiRegion: boolean;
  readonly keyManager: 'CUSTOMER' | 'AWS';
  readonly creationDate: EpochMs;
  /** Where its material is, for a key in a custom key store. */
  readonly backing?: KeyBacking;
}

/** The last successful cryptographic use of a key. */
export interface KeyLastUsage {
  readonly operation: string;
  readonly at: EpochMs;
  readonly requestId: string;
  /** Of its CloudTrail record. */
  readonly eventId: string;
}

/** A key as the world holds it. Only `applyFact` writes to the fields that are not readonly. */
export interface KeyRecord extends KeyIdentity {
  description: string;
  policy: CompiledPolicy;
  tags: readonly Tag[];
  machine: KeySnapshot;
  lastUsage: KeyLastUsage | null;
}

/** KeyMetadata.KeyState. A deleted key is not in the world any more, so no record has it. */
export function keyStateOf(key: KeyRecord) {
  const { lifecycle } = key.machine.value;
  if (lifecycle === 'Deleted') throw new Error(`${key.arn} is deleted and should have left the world`);
  return lifecycle;
}
