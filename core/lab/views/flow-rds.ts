import type { FlowNode } from '../flow-shapes.ts';
import type { LabView } from '../world-shapes.ts';
import { type Made, madeOf } from './flow-made-of.ts';

type Database = LabView['databases'][number];
type DbSnapshot = LabView['dbSnapshots'][number];

/** DB instances and snapshots that come of nothing that is still there, with all that came of them. */
export function rdsRoots({ databases, dbSnapshots }: LabView): readonly FlowNode[] {
  const isOf = (one: DbSnapshot, of: Database): boolean =>
    one.copiedFrom === null && one.dbiResourceId === of.dbiResourceId;
  const isCopyOf = (one: DbSnapshot, of: DbSnapshot): boolean => one.copiedFrom === of.arn && isYounger(one, of);
  const cameOf = (one: Database, of: Database | DbSnapshot): boolean =>
    one.source?.arn === of.arn && isYounger(one, of);
  const databasesOf = (of: Database | DbSnapshot): readonly Made[] =>
    databases
      .filter((one) => cameOf(one, of))
      .map((one) => ({ how: one.source?.how ?? 'restore', accountId: one.accountId, node: databaseNode(one) }));

  const databaseNode = (one: Database): FlowNode => ({
    id: one.arn,
    name: one.name,
    laneId: `${one.accountId} ${one.region}`,
    keyArn: one.kmsKeyArn,
    state: one.state,
    isBroken: one.state.startsWith('inaccessible'),
    failure: null,
    next: [
      ...dbSnapshots
        .filter((snapshot) => isOf(snapshot, one))
        .map((snapshot) => ({ how: 'snapshot' as const, node: snapshotNode(snapshot) })),
      ...databasesOf(one).map(({ how, node }) => ({ how, node })),
    ],
  });
  const snapshotNode = (one: DbSnapshot): FlowNode => ({
    id: one.arn,
    name: one.name,
    laneId: `${one.accountId} ${one.region}`,
    keyArn: one.kmsKeyArn,
    state: one.state,
    isBroken: one.state === 'failed',
    failure: null,
    next: madeOf(one, [
      ...dbSnapshots
        .filter((copy) => isCopyOf(copy, one))
        .map((copy): Made => ({ how: 'copy', accountId: copy.accountId, node: snapshotNode(copy) })),
      ...databasesOf(one),
    ]),
  });
  const all = [...databases, ...dbSnapshots];
  return [
    ...databases.filter((one) => !all.some((of) => cameOf(one, of))).map(databaseNode),
    ...dbSnapshots
      .filter((one) => !databases.some((of) => isOf(one, of)) && !dbSnapshots.some((of) => isCopyOf(one, of)))
      .map(snapshotNode),
  ];
}

/** What came of something is younger; what was made later under the same name has the same ARN. */
function isYounger(one: Database | DbSnapshot, than: Database | DbSnapshot): boolean {
  return one.createdAt > than.createdAt;
}
