import { initialTransition, type SnapshotFrom, transition } from 'xstate';
import type { CompiledPolicy } from '../../access/policy.ts';
import type { AccountId } from '../../cloud/arn.ts';
import { partitionOf, type Region } from '../../cloud/regions.ts';
import type { EpochMs } from '../../ports.ts';
import type { SealedText } from '../data-cipher.ts';
import { type SecretContext, type SecretEvent, secretMachine } from './secret-machine.ts';

/** What never changes in a secret. */
export interface SecretIdentity {
  /** With the six characters behind the name that Secrets Manager draws; a replica's are its primary's. */
  readonly arn: string;
  readonly name: string;
  readonly accountId: AccountId;
  readonly region: Region;
  readonly createdAt: EpochMs;
}

/** What UpdateSecret sets beside the value. */
export interface SecretSettings {
  readonly description: string | null;
  /** As it was named; null for aws/secretsmanager. */
  readonly kmsKeyId: string | null;
}

/** A value under a data key of its own. */
export interface SealedValue {
  readonly holds: 'string' | 'binary';
  /** As the key was named when the data key was wrapped by it; null for aws/secretsmanager. */
  readonly kmsKeyId: string | null;
  readonly keyArn: string;
  /** Base64 of KMS's CiphertextBlob. */
  readonly wrapped: string;
  readonly sealed: SealedText;
}

/** One value of a secret. */
export interface SecretVersion {
  readonly versionId: string;
  readonly createdAt: EpochMs;
  /** The first instant of the day, in UTC, on which it was last read; null where nobody has. */
  readonly accessedAt: EpochMs | null;
  /** Its staging labels; without any it is deprecated. */
  readonly stages: readonly string[];
  readonly value: SealedValue;
}

/** Where a secret is replicated to, and how that went. */
export interface Replica {
  readonly region: Region;
  readonly kmsKeyId: string | null;
  readonly status: 'InSync' | 'Failed';
  readonly statusMessage: string | null;
}

/** A secret's machine at rest. */
export interface SecretAtRest {
  readonly value: SnapshotFrom<typeof secretMachine>['value'];
  readonly context: SecretContext;
}

/** A secret as the world holds it; a replica is one by itself. */
export interface Secret extends SecretIdentity {
  settings: SecretSettings;
  /** The oldest first; there may be none. */
  versions: readonly SecretVersion[];
  tags: Readonly<Record<string, string>>;
  policy: CompiledPolicy | null;
  changedAt: EpochMs;
  /** Set on a replica, until it stands alone. */
  primaryRegion: Region | null;
  replicas: readonly Replica[];
  machine: SecretAtRest;
}

/** Versions that are kept beyond those of the last day. Source: Secrets Manager API Reference, PutSecretValue. */
const MOST_VERSIONS = 100;
const DAY_MS = 86_400_000;

/** A secret's ARN; without the six characters it is the partial ARN by which it may be named, too. */
export function secretArn(region: Region, accountId: AccountId, name: string): string {
  return `arn:${partitionOf(region)}:secretsmanager:${region}:${accountId}:secret:${name}`;
}

/** The ARN of a replica: its primary's but for the Region. */
export function replicaArn({ arn }: Pick<SecretIdentity, 'arn'>, region: Region): string {
  const parts = arn.split(':');
  parts[3] = region;
  return parts.join(':');
}

/** The first instant of a day in UTC: a read is noted to the day. */
export function dayOf(at: EpochMs): EpochMs {
  return at - (at % DAY_MS);
}

/** A machine that has just begun. */
export function newSecret(): SecretAtRest {
  return atRest(initialTransition(secretMachine)[0]);
}

/** Applies one event. */
export function applySecretEvent(secret: SecretAtRest, event: SecretEvent): SecretAtRest {
  return atRest(transition(secretMachine, secretMachine.resolveState(secret), event)[0]);
}

/** Whether the machine has a transition for the event now. */
export function secretCan(secret: SecretAtRest, event: SecretEvent): boolean {
  return secretMachine.resolveState(secret).can(event);
}

/** When something is due to happen to it by itself; null where nothing is. */
export function secretDueAt({ value, context }: SecretAtRest): EpochMs | null {
  return value === 'scheduledForDeletion' ? context.deletionDate : null;
}

/** What is kept of a secret's versions: all with labels, and of the deprecated ones the youngest. */
export function keptVersions(versions: readonly SecretVersion[], now: EpochMs): readonly SecretVersion[] {
  let excess = versions.length - MOST_VERSIONS;
  return versions.filter(({ stages, createdAt }) => {
    const goes = excess > 0 && stages.length === 0 && createdAt + DAY_MS <= now;
    if (goes) excess -= 1;
    return !goes;
  });
}

function atRest({ value, context }: SnapshotFrom<typeof secretMachine>): SecretAtRest {
  return { value, context };
}
