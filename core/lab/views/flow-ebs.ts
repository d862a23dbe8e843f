import type { FlowNode } from '../flow-shapes.ts';
import type { LabView } from '../world-shapes.ts';
import { type Made, madeOf } from './flow-made-of.ts';

type Volume = LabView['volumes'][number];
type Snapshot = LabView['snapshots'][number];

/** Volumes and snapshots that come of nothing that is still there, with all that came of them. */
export function ebsRoots({ volumes, snapshots }: LabView): readonly FlowNode[] {
  const volumeIds = new Set(volumes.map(({ volumeId }) => volumeId));
  const snapshotIds = new Set(snapshots.map(({ snapshotId }) => snapshotId));
  const volumeNode = (one: Volume): FlowNode => ({
    id: one.volumeId,
    name: one.volumeId,
    laneId: `${one.accountId} ${one.region}`,
    keyArn: isNotMade(one) ? undefined : one.kmsKeyArn,
    state: one.state,
    isBroken: one.state === 'error' || one.stateMessage !== null,
    failure: one.stateMessage,
    next: snapshots
      .filter(({ volumeId, copiedFrom }) => volumeId === one.volumeId && copiedFrom === null)
      .map((snapshot) => ({ how: 'snapshot', node: snapshotNode(snapshot) })),
  });
  const snapshotNode = (one: Snapshot): FlowNode => ({
    id: one.snapshotId,
    name: one.snapshotId,
    laneId: `${one.accountId} ${one.region}`,
    keyArn: hasNoDataKeyYet(one) ? undefined : one.kmsKeyArn,
    state: one.state === 'pending' && one.copyStep !== null ? one.copyStep : one.state,
    isBroken: one.state === 'error',
    failure: one.stateMessage,
    next: madeOf({ ...one, name: one.snapshotId }, [
      ...snapshots
        .filter(({ copiedFrom }) => copiedFrom === one.snapshotId)
        .map((copy): Made => ({ how: 'copy', accountId: copy.accountId, node: snapshotNode(copy) })),
      ...volumes
        .filter(({ snapshotId }) => snapshotId === one.snapshotId)
        .map((volume): Made => ({ how: 'volume', accountId: volume.accountId, node: volumeNode(volume) })),
    ]),
  });
  return [
    ...volumes.filter(({ snapshotId }) => snapshotId === null || !snapshotIds.has(snapshotId)).map(volumeNode),
    ...snapshots
      .filter(({ copiedFrom, volumeId }) =>
        copiedFrom === null ? !volumeIds.has(volumeId) : !snapshotIds.has(copiedFrom),
      )
      .map(snapshotNode),
  ];
}

/** A volume that is being made, or was not, for EBS could not have a data key for it: nothing of it lies in the clear. */
function isNotMade({ state, kmsKeyArn }: Volume): boolean {
  return state === 'creating' || (state === 'error' && kmsKeyArn === null);
}

/** A copy that is under way, or went wrong, before EBS made its data key: nothing of it lies in the clear. */
function hasNoDataKeyYet({ copyStep, state, kmsKeyArn }: Snapshot): boolean {
  return copyStep !== null && state !== 'completed' && kmsKeyArn === null;
}
