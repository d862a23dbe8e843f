import type { EpochMs } from '../ports.ts';
import type { Materials } from './key-material.ts';
import type { Origin } from './key-record.ts';

/** What a key's machine remembers beside its state. Waiting is data: every instant here is watched by the scheduler. */
export interface KeyContext extends Materials {
  /** What decides which states the key can have at all; fixed at creation. */
  readonly origin: Origin;
  readonly multiRegion: boolean;
  /** Whether it is a replica of a multi-Region primary key. */
  readonly isReplica: boolean;
  /** What it is once Updating is over; null at other times. */
  readonly becomesReplica: boolean | null;
  /** When a replica is made, or Updating is over; null at other times. */
  readonly doneDate: EpochMs | null;
  readonly deletionDate: EpochMs | null;
  readonly pendingWindowInDays: number | null;
  /** Where Unavailable and Updating lead back to. */
  readonly resumeState: 'Enabled' | 'Disabled' | null;
  readonly rotationPeriodInDays: number | null;
  readonly nextRotationDate: EpochMs | null;
  readonly lastAutomaticRotationDate: EpochMs | null;
  readonly onDemandStartDate: EpochMs | null;
  readonly onDemandCompletionDate: EpochMs | null;
  readonly onDemandCount: number;
}

/** What a new key is. */
export interface KeyKind extends Pick<KeyContext, 'origin' | 'multiRegion'> {
  /** Set for a replica: when it is made. */
  readonly replicaDoneDate?: EpochMs | undefined;
}

/** What related multi-Region keys share beside what is fixed. Source: KMS Developer Guide, "Shared properties". */
export interface SharedProperties
  extends Pick<
    KeyContext,
    | 'materials'
    | 'rotationPeriodInDays'
    | 'nextRotationDate'
    | 'lastAutomaticRotationDate'
    | 'onDemandStartDate'
    | 'onDemandCount'
  > {
  readonly rotatesAutomatically: boolean;
}

/** On-demand rotations that a key may have in its life. Source: KMS API Reference, RotateKeyOnDemand. */
export const ON_DEMAND_ROTATION_LIMIT = 25;
