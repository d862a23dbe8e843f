import { defineOperation } from '../../../operations/operation.ts';
import { boolean, string, structure } from '../../../operations/shape.ts';
import type { DbSnapshot } from '../database.ts';
import { filtered, pageByMarker, snapshotOutput } from './describe.ts';
import { isVisible, rdsTarget, visibleSnapshot } from './find.ts';
import { Filters, Identifier, Marker, MaxRecords } from './shapes.ts';

const FIELDS = {
  'db-instance-id': ({ dbInstanceIdentifier }: DbSnapshot) => [dbInstanceIdentifier],
  'db-snapshot-id': ({ dbSnapshotIdentifier, arn }: DbSnapshot) => [dbSnapshotIdentifier, arn],
  'dbi-resource-id': ({ dbiResourceId }: DbSnapshot) => [dbiResourceId],
  engine: ({ engine }: DbSnapshot) => [engine],
  'snapshot-type': () => ['manual'],
};

export const describeDBSnapshots = defineOperation({
  service: 'rds',
  name: 'DescribeDBSnapshots',
  summary: 'Shows your DB snapshots in this Region, with --include-shared also those shared with you.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeDBSnapshots.html',
  input: structure(
    {},
    {
      DBInstanceIdentifier: Identifier,
      DBSnapshotIdentifier: string(),
      SnapshotType: string(),
      Filters,
      MaxRecords,
      Marker,
      IncludeShared: boolean(),
      IncludePublic: boolean(),
      DbiResourceId: string(),
    },
  ),
  readOnly: true,
  mutates: false,
  find: ({ DBSnapshotIdentifier = '*' }, scope) => [
    rdsTarget(
      scope,
      'rds:DescribeDBSnapshots',
      DBSnapshotIdentifier.startsWith('arn:') ? DBSnapshotIdentifier : `snapshot:${DBSnapshotIdentifier}`,
    ),
  ],
  handle(input, scope) {
    const { world, request } = scope;
    const { accountId, region } = request;
    const wanted = chosen(input);
    const all =
      input.DBSnapshotIdentifier === undefined
        ? [...world.dbSnapshots.values()].filter(
            (one) => one.region === region && isVisible(one, accountId) && wanted(relation(one, accountId)),
          )
        : [visibleSnapshot(scope, input.DBSnapshotIdentifier)];
    const mine = all.filter(
      ({ dbInstanceIdentifier, dbiResourceId }) =>
        (input.DBInstanceIdentifier ?? dbInstanceIdentifier) === dbInstanceIdentifier &&
        (input.DbiResourceId ?? dbiResourceId) === dbiResourceId,
    );
    const { items, next } = pageByMarker(filtered(mine, input.Filters, FIELDS), ({ arn }) => arn, input);
    return { output: { DBSnapshots: items.map((one) => snapshotOutput(one, accountId)), ...next } };
  },
});

type Relation = 'manual' | 'shared' | 'public';

function relation({ accountId, sharedWith }: DbSnapshot, whose: string): Relation {
  if (accountId === whose) return 'manual';
  return sharedWith.includes(whose) ? 'shared' : 'public';
}

/**
 * Which snapshots are asked for: one's own, and by the two switches those of others; SnapshotType asks for one kind.
 * Source: RDS API Reference, DescribeDBSnapshots, "SnapshotType".
 */
function chosen({
  SnapshotType,
  IncludeShared = false,
  IncludePublic = false,
}: {
  readonly SnapshotType?: string;
  readonly IncludeShared?: boolean;
  readonly IncludePublic?: boolean;
}): (kind: Relation) => boolean {
  if (SnapshotType !== undefined) return (kind) => kind === SnapshotType;
  return (kind) => kind === 'manual' || (kind === 'shared' ? IncludeShared : IncludePublic);
}
