import type { AccountId, KeyArn } from '../../cloud/arn.ts';
import type { Region } from '../../cloud/regions.ts';
import type { EpochMs } from '../../ports.ts';
import type { OnBehalfOf } from '../on-behalf-of.ts';
import type { CopyAtRest, SnapshotAtRest, VolumeAtRest } from './at-rest.ts';
import type { StoredData } from './blocks.ts';

/** What never changes in a volume. Source: EC2 API Reference, Volume. */
export interface VolumeIdentity {
  readonly volumeId: string;
  readonly accountId: AccountId;
  readonly region: Region;
  readonly availabilityZone: string;
  readonly sizeGiB: number;
  readonly volumeType: string;
  /** I/O operations a second, where EC2 tells them of the type. */
  readonly iops?: number;
  /** MiB a second, of gp3. */
  readonly throughput?: number;
  readonly snapshotId: string | null;
  /** The snapshot's data as it was at CreateVolume: the snapshot may be deleted any time. Null without a snapshot. */
  readonly source: StoredData | null;
  readonly encrypted: boolean;
  /**
   * The key as the caller named it (id, ARN, alias), or the default key's alias; null for an unencrypted volume, and for
   * the key of one's own snapshot.
   */
  readonly kmsKeyId: string | null;
  readonly createTime: EpochMs;
  readonly onBehalfOf: OnBehalfOf;
}

/** A volume as the world holds it. */
export interface Volume extends VolumeIdentity {
  machine: VolumeAtRest;
}

/** What never changes in a snapshot. Source: EC2 API Reference, Snapshot. */
export interface SnapshotIdentity {
  readonly snapshotId: string;
  readonly accountId: AccountId;
  readonly region: Region;
  /** `vol-ffffffff` for a copy, as EC2 has it. */
  readonly volumeId: string;
  readonly volumeSizeGiB: number;
  readonly description: string;
  readonly encrypted: boolean;
  readonly startTime: EpochMs;
  readonly copy: SnapshotCopyOrigin | null;
}

/** Where a copy comes from, and the key that it is to be under. */
export interface SnapshotCopyOrigin {
  readonly sourceSnapshotId: string;
  readonly sourceRegion: Region;
  /**
   * The target key as the caller named it, or the default key's alias; null for an unencrypted copy, and for the source
   * key of one's own snapshot.
   */
  readonly kmsKeyId: string | null;
  readonly onBehalfOf: OnBehalfOf;
}

/** A snapshot as the world holds it. */
export interface Snapshot extends SnapshotIdentity {
  machine: SnapshotAtRest | CopyAtRest;
  /** Accounts that may make volumes and copies from it, or `all`. */
  sharedWith: readonly string[];
}

/** A snapshot's status, in those of EC2's words that a snapshot of this lab can have. */
export function snapshotStatus(snapshot: Snapshot): 'pending' | 'completed' | 'error' {
  const { value } = snapshot.machine;
  return value === 'completed' || value === 'error' ? value : 'pending';
}

/** A completed snapshot's data; null before. */
export function snapshotData({ machine }: Snapshot): StoredData | null {
  if (machine.value !== 'completed') return null;
  return machine.context.data;
}

/** The key that protects a snapshot's data, or is to; null for an unencrypted one, and until KMS has named the key. */
export function snapshotKeyArn({ machine }: Snapshot): KeyArn | null {
  return machine.machine === 'snapshot' ? (machine.context.data.dataKey?.keyArn ?? null) : machine.context.targetKeyArn;
}
