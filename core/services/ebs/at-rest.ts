import { initialTransition, type SnapshotFrom, transition } from 'xstate';
import type { EpochMs } from '../../ports.ts';
import type { StoredData } from './blocks.ts';
import type { CopyInput, CopyStep, SnapshotCopyContext, SnapshotCopyEvent } from './snapshot-copy.ts';
import { snapshotCopyMachine } from './snapshot-copy-machine.ts';
import { type SnapshotContext, type SnapshotEvent, snapshotMachine } from './snapshot-machine.ts';
import { type VolumeContext, type VolumeEvent, volumeMachine } from './volume-machine.ts';

/** EBS's machines at rest: plain JSON, as the journal keeps it, and the machines applied to it. */
export interface VolumeAtRest {
  readonly machine: 'volume';
  readonly value: SnapshotFrom<typeof volumeMachine>['value'];
  readonly context: VolumeContext;
}
export interface SnapshotAtRest {
  readonly machine: 'snapshot';
  readonly value: SnapshotFrom<typeof snapshotMachine>['value'];
  readonly context: SnapshotContext;
}
export interface CopyAtRest {
  readonly machine: 'snapshotCopy';
  readonly value: SnapshotFrom<typeof snapshotCopyMachine>['value'];
  readonly context: SnapshotCopyContext;
}

/** A volume that EC2 has accepted. */
export function newVolume(dueAt: EpochMs): VolumeAtRest {
  return volumeAtRest(initialTransition(volumeMachine, { dueAt })[0]);
}

/** A snapshot of a volume's data as it is now. */
export function newSnapshot(dueAt: EpochMs, data: StoredData): SnapshotAtRest {
  return snapshotAtRest(initialTransition(snapshotMachine, { dueAt, data })[0]);
}

/** A copy that EC2 has accepted. */
export function newCopy(input: CopyInput): CopyAtRest {
  return copyAtRest(initialTransition(snapshotCopyMachine, input)[0]);
}

/** Applies one event; `prepares` tells whether the machine asks for its data to be prepared. */
export function applyVolumeEvent(
  volume: VolumeAtRest,
  event: VolumeEvent,
): { readonly next: VolumeAtRest; readonly prepares: boolean } {
  const [next, actions] = transition(volumeMachine, volumeMachine.resolveState(volume), event);
  return { next: volumeAtRest(next), prepares: actions.some((action) => action.type === 'prepareData') };
}

/** Applies one event to a snapshot of a volume. */
export function applySnapshotEvent(snapshot: SnapshotAtRest, event: SnapshotEvent): SnapshotAtRest {
  return snapshotAtRest(transition(snapshotMachine, snapshotMachine.resolveState(snapshot), event)[0]);
}

/** Applies one event to a copy; `step` is what the machine asks for next, or null while it waits or has ended. */
export function applyCopyEvent(
  copy: CopyAtRest,
  event: SnapshotCopyEvent,
): { readonly next: CopyAtRest; readonly step: CopyStep | null } {
  const [next, actions] = transition(snapshotCopyMachine, snapshotCopyMachine.resolveState(copy), event);
  const asked = actions.find((action) => action.type === 'takeStep');
  return { next: copyAtRest(next), step: asked === undefined ? null : (asked.params as { step: CopyStep }).step };
}

/** Whether the machine has a transition for the event now. */
export function volumeCan(volume: VolumeAtRest, event: VolumeEvent): boolean {
  return volumeMachine.resolveState(volume).can(event);
}

/** Whether a snapshot of either kind may be deleted now: a copy may not in the middle of a step. */
export function canBeDeleted(snapshot: SnapshotAtRest | CopyAtRest): boolean {
  const event = { type: 'DeleteSnapshot' } as const;
  return snapshot.machine === 'snapshot'
    ? snapshotMachine.resolveState(snapshot).can(event)
    : snapshotCopyMachine.resolveState(snapshot).can(event);
}

function volumeAtRest({ value, context }: SnapshotFrom<typeof volumeMachine>): VolumeAtRest {
  return { machine: 'volume', value, context };
}

function snapshotAtRest({ value, context }: SnapshotFrom<typeof snapshotMachine>): SnapshotAtRest {
  return { machine: 'snapshot', value, context };
}

function copyAtRest({ value, context }: SnapshotFrom<typeof snapshotCopyMachine>): CopyAtRest {
  return { machine: 'snapshotCopy', value, context };
}
