import type { FlowNode } from '../flow-shapes.ts';
import type { LabView } from '../world-shapes.ts';
import { type Made, madeOf } from './flow-made-of.ts';

type Database = LabView['databases'][number];
type DbSnapshot = LabView['dbSnapshots'][number];

/** DB instances and snapshots that come of nothing that is still there, with all that came of them. */
export function rdsRoots({ databases, dbSnapshots }: LabView): readonly FlowNode[] {
  const arns = new Set(dbSnapshots.map(({ arn }) => arn));
  const isOf = (one: DbSnapshot, of: Database): boolean =>
    one.database === of.name && one.accountId === of.accountId && one.region === of.region && one.copiedFrom === null;
  const databaseNode = (one: Database): FlowNode => ({
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
  });
  const snapshotNode = (one: DbSnapshot): FlowNode => ({
    id: one.arn,
    name: one.name,
    laneId: `${one.accountId} ${one.region}`,
    keyArn: one.kmsKeyArn,
    state: one.state,
    isBroken: one.state === 'failed',
    failure: null,
    next: madeOf(
      one,
      dbSnapshots
        .filter(({ copiedFrom }) => copiedFrom === one.arn)
        .map((copy): Made => ({ how: 'copy', accountId: copy.accountId, node: snapshotNode(copy) })),
    ),
  });
  return [
    ...databases.map(databaseNode),
    ...dbSnapshots
      .filter((one) => (one.copiedFrom === null ? !databases.some((of) => isOf(one, of)) : !arns.has(one.copiedFrom)))
      .map(snapshotNode),
  ];
}
