import type { AccountId } from '../../cloud/arn.ts';
import type { Region } from '../../cloud/regions.ts';
import type { World } from '../../lab/world.ts';

/**
 * What an account has set for its new volumes and snapshot copies in one Region.
 * Source: EBS User Guide, "Enable Amazon EBS encryption by default"; services.md section 3.
 */
export interface EbsDefaults {
  readonly encryptionByDefault: boolean;
  /** The default key, as an ARN wherever it could be told; null for EBS's own. */
  readonly kmsKeyId: string | null;
}

/** Whose they are. */
export interface AccountInRegion {
  readonly accountId: AccountId;
  readonly region: Region;
}

/** EBS's key where the account names no other. Source: services.md section 3. */
export const DEFAULT_KEY = 'alias/aws/ebs';

const UNSET: EbsDefaults = { encryptionByDefault: false, kmsKeyId: null };

/** What the account has set in the Region. */
export function ebsDefaultsOf({ ebsDefaults }: Pick<World, 'ebsDefaults'>, whose: AccountInRegion): EbsDefaults {
  return ebsDefaults.get(nameOf(whose)) ?? UNSET;
}

/** The key of what is to be encrypted where nobody names a key. */
export function defaultKeyOf(world: Pick<World, 'ebsDefaults'>, whose: AccountInRegion): string {
  return ebsDefaultsOf(world, whose).kmsKeyId ?? DEFAULT_KEY;
}

/** What the world calls an account's defaults in a Region. */
export function nameOf({ accountId, region }: AccountInRegion): string {
  return `${accountId}/${region}`;
}
