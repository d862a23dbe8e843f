import type { AccountId } from '../../cloud/arn.ts';
import { partitionOf, type Region } from '../../cloud/regions.ts';
import type { EpochMs } from '../../ports.ts';

export const PARAMETER_TYPES = ['String', 'StringList', 'SecureString'] as const;
export type ParameterType = (typeof PARAMETER_TYPES)[number];

/** What a parameter is kept in. Intelligent-Tiering is a way to choose one of them. */
export const TIERS = ['Standard', 'Advanced'] as const;
export type Tier = (typeof TIERS)[number];

/** The most bytes of a value. Source: Systems Manager User Guide, "Managing parameter tiers". */
export const MOST_BYTES = { Standard: 4_096, Advanced: 8_192 } as const satisfies Record<Tier, number>;

/** Versions that are kept of each parameter. Source: Systems Manager User Guide, "Working with parameter versions". */
export const MOST_VERSIONS = 100;

/** What never changes in a parameter. */
export interface ParameterIdentity {
  readonly arn: string;
  /** As it was given: with its leading slash, or without. */
  readonly name: string;
  readonly accountId: AccountId;
  readonly region: Region;
}

/** One value of a parameter, with what was said about it. */
export interface ParameterVersion {
  readonly version: number;
  readonly type: ParameterType;
  readonly tier: Tier;
  /** Of a SecureString the ciphertext, in base64: KMS's own, or a message of the AWS Encryption SDK around one. */
  readonly value: string;
  /** As it was named; null for what is not encrypted. */
  readonly keyId: string | null;
  readonly description: string | null;
  readonly allowedPattern: string | null;
  readonly modifiedAt: EpochMs;
  /** The ARN of who did. */
  readonly modifiedBy: string;
  readonly labels: readonly string[];
}

/** A parameter as the world holds it. */
export interface Parameter extends ParameterIdentity {
  /** The oldest first; never none. */
  versions: readonly ParameterVersion[];
  tags: Readonly<Record<string, string>>;
}

/** The ARN of a parameter: its name's leading slash is written once. */
export function parameterArn(region: Region, accountId: AccountId, name: string): string {
  return `arn:${partitionOf(region)}:ssm:${region}:${accountId}:parameter/${name.replace(/^\//, '')}`;
}

/** @throws {Error} for a parameter without versions, which is a bug */
export function newestOf({ arn, versions }: Parameter): ParameterVersion {
  const newest = versions.at(-1);
  if (newest === undefined) throw new Error(`${arn} has no version`);
  return newest;
}
