import type { Flow, FlowNode, FlowView, Lane } from '../flow-shapes.ts';
import { trailItems } from '../trail-items.ts';
import type { TrailRow } from '../trail-row.ts';
import type { LabView } from '../world-shapes.ts';
import { storageCalls } from './flow-calls.ts';
import { nextInFlow } from './flow-next.ts';

/** Where data is, how it came there, and what `here` could do next. */
export function flowView(
  view: LabView,
  trail: readonly TrailRow[],
  here: { readonly as: string; readonly region: string },
): FlowView {
  return { ...flowOf(view), calls: storageCalls(trailItems(trail)), next: nextInFlow(view, here) };
}

/** Where the data of volumes and databases is, and how it came there, worked out from what the lab's view has. */
export function flowOf(view: LabView): Flow {
  const roots = [...ebsRoots(view), ...rdsRoots(view)];
  const lanes: Lane[] = [];
  const visit = (node: FlowNode): void => {
    const [accountId = '', region = ''] = node.laneId.split(' ');
    if (!lanes.some(({ id }) => id === node.laneId)) lanes.push({ id: node.laneId, accountId, region });
    for (const { node: after } of node.next) visit(after);
  };
  roots.forEach(visit);
  return { lanes, roots };
}

type Of<K extends 'volumes' | 'snapshots' | 'databases' | 'dbSnapshots'> = LabView[K][number];

function ebsRoots({ volumes, snapshots }: LabView): readonly FlowNode[] {
  const volumeIds = new Set(volumes.map(({ volumeId }) => volumeId));
  const snapshotIds = new Set(snapshots.map(({ snapshotId }) => snapshotId));
  const volumeNode = (one: Of<'volumes'>): FlowNode => ({
    id: one.volumeId,
    name: one.volumeId,
    laneId: `${one.accountId} ${one.region}`,
    keyArn: one.state === 'creating' ? undefined : one.kmsKeyArn,
    state: one.state,
    isBroken: one.state === 'error' || one.stateMessage !== null,
    failure: one.stateMessage,
    next: snapshots
      .filter(({ volumeId, copiedFrom }) => volumeId === one.volumeId && copiedFrom === null)
      .map((snapshot) => ({ how: 'snapshot', node: snapshotNode(snapshot) })),
  });
  const snapshotNode = (one: Of<'snapshots'>): FlowNode => {
    const laneId = `${one.accountId} ${one.region}`;
    const after = (accountId: string | null): FlowNode['next'] => [
      ...snapshots
        .filter(
          (copy) => copy.copiedFrom === one.snapshotId && (copy.accountId === one.accountId) === (accountId === null),
        )
        .filter((copy) => accountId === null || copy.accountId === accountId)
        .map((copy) => ({ how: 'copy' as const, node: snapshotNode(copy) })),
      ...volumes
        .filter(
          (volume) =>
            volume.snapshotId === one.snapshotId && (volume.accountId === one.accountId) === (accountId === null),
        )
        .filter((volume) => accountId === null || volume.accountId === accountId)
        .map((volume) => ({ how: 'volume' as const, node: volumeNode(volume) })),
    ];
    const others = new Set([
      ...one.sharedWith.filter((id) => id !== 'all'),
      ...snapshots.filter(({ copiedFrom }) => copiedFrom === one.snapshotId).map(({ accountId }) => accountId),
      ...volumes.filter(({ snapshotId }) => snapshotId === one.snapshotId).map(({ accountId }) => accountId),
    ]);
    others.delete(one.accountId);
    return {
      id: one.snapshotId,
      name: one.snapshotId,
      laneId,
      keyArn: one.kmsKeyArn,
      state: one.state === 'pending' && one.copyStep !== null ? one.copyStep : one.state,
      isBroken: one.state === 'error',
      failure: one.stateMessage,
      next: [
        ...after(null),
        ...[...others].map((accountId) => ({
          how: 'share' as const,
          node: seen(
            one.snapshotId,
            `${accountId} ${one.region}`,
            one.sharedWith.includes(accountId),
            after(accountId),
          ),
        })),
      ],
    };
  };
  return [
    ...volumes.filter(({ snapshotId }) => snapshotId === null || !snapshotIds.has(snapshotId)).map(volumeNode),
    ...snapshots
      .filter(({ copiedFrom, volumeId }) =>
        copiedFrom === null ? !volumeIds.has(volumeId) : !snapshotIds.has(copiedFrom),
      )
      .map(snapshotNode),
  ];
}

/** A snapshot of somebody else's, as an account that it was shared with sees it, or did. */
function seen(name: string, laneId: string, isShared: boolean, next: FlowNode['next']): FlowNode {
  return {
    id: `${name} ${laneId}`,
    name,
    laneId,
    keyArn: undefined,
    state: isShared ? 'visible' : 'not shared any more',
    isBroken: false,
    failure: null,
    next,
  };
}

function rdsRoots({ databases, dbSnapshots }: LabView): readonly FlowNode[] {
  const arns = new Set(dbSnapshots.map(({ arn }) => arn));
  const isOf = (one: Of<'dbSnapshots'>, of: Of<'databases'>): boolean =>
    one.database === of.name && one.accountId === of.accountId && one.region === of.region && one.copiedFrom === null;
  const snapshotNode = (one: Of<'dbSnapshots'>): FlowNode => {
    const copies = dbSnapshots.filter(({ copiedFrom }) => copiedFrom === one.arn);
    const copiesOf = (accountId: string): FlowNode['next'] =>
      copies
        .filter((copy) => copy.accountId === accountId)
        .map((copy) => ({ how: 'copy' as const, node: snapshotNode(copy) }));
    const others = new Set([
      ...one.sharedWith.filter((id) => id !== 'all'),
      ...copies.map(({ accountId }) => accountId),
    ]);
    others.delete(one.accountId);
    return {
      id: one.arn,
      name: one.name,
      laneId: `${one.accountId} ${one.region}`,
      keyArn: one.kmsKeyArn,
      state: one.state,
      isBroken: one.state === 'failed',
      failure: null,
      next: [
        ...copiesOf(one.accountId),
        ...[...others].map((accountId) => ({
          how: 'share' as const,
          node: seen(one.name, `${accountId} ${one.region}`, one.sharedWith.includes(accountId), copiesOf(accountId)),
        })),
      ],
    };
  };
  return [
    ...databases.map(
      (one): FlowNode => ({
        id: one.arn,
        name: one.name,
        laneId: `${one.accountId} ${one.region}`,
        keyArn: one.kmsKeyArn,
        state: one.state,
        isBroken: one.state.startsWith('inaccessible'),
        failure: null,
        next: dbSnapshots
          .filter((snapshot) => isOf(snapshot, one))
          .map((snapshot) => ({ how: 'snapshot', node: snapshotNode(snapshot) })),
      }),
    ),
    ...dbSnapshots
      .filter((one) => (one.copiedFrom === null ? !databases.some((of) => isOf(one, of)) : !arns.has(one.copiedFrom)))
      .map(snapshotNode),
  ];
}
