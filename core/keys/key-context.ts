import type { EpochMs } from '../ports.ts';
import type { Origin } from './key-record.ts';

/** One key material of a key; the newest that was rotated in is the one that encrypts. */
export interface KeyMaterial {
  /** 64 hexadecimal digits. */
  readonly keyMaterialId: string;
  readonly since: EpochMs;
  /** How it came; null for the first. */
  readonly rotationType: RotationType | null;
}
export type RotationType = 'AUTOMATIC' | 'ON_DEMAND';

/** What a key's machine remembers beside its state. Waiting is data: every instant here is watched by the scheduler. */
export interface KeyContext {
  /** What decides which states the key can have at all; fixed at creation. */
  readonly origin: Origin;
  readonly multiRegion: boolean;
  readonly materials: readonly KeyMaterial[];
  readonly deletionDate: EpochMs | null;
  readonly pendingWindowInDays: number | null;
  /** Where Unavailable and Updating lead back to. */
  readonly resumeState: 'Enabled' | 'Disabled' | null;
  /** When imported material expires; null when it doesn't. */
  readonly validTo: EpochMs | null;
  readonly rotationPeriodInDays: number | null;
  readonly nextRotationDate: EpochMs | null;
  readonly lastAutomaticRotationDate: EpochMs | null;
  readonly onDemandStartDate: EpochMs | null;
  readonly onDemandCompletionDate: EpochMs | null;
  readonly onDemandCount: number;
}

/** On-demand rotations that a key may have in its life. Source: KMS API Reference, RotateKeyOnDemand. */
export const ON_DEMAND_ROTATION_LIMIT = 25;
