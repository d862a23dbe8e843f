import { iamTarget } from '../../../operations/find-key.ts';
import { defineOperation } from '../../../operations/operation.ts';
import { list, string, structure } from '../../../operations/shape.ts';
import { tagsOf } from '../../ec2/tags/resource-tags.ts';
import { type Snapshot, snapshotStatus } from '../volume.ts';
import { filtered, snapshotOutput, snapshotProgress } from './describe.ts';
import { isVisible, visibleSnapshot } from './find-resource.ts';
import { pageByToken } from './page-by-token.ts';
import { DryRun, Filters, MaxResults, NextToken, SnapshotId } from './shapes.ts';

const FIELDS = {
  description: (snapshot: Snapshot) => snapshot.description,
  encrypted: (snapshot: Snapshot) => String(snapshot.encrypted),
  'owner-id': (snapshot: Snapshot) => String(snapshot.accountId),
  'snapshot-id': (snapshot: Snapshot) => snapshot.snapshotId,
  status: (snapshot: Snapshot) => snapshotStatus(snapshot),
  'storage-tier': () => 'standard',
  'volume-id': (snapshot: Snapshot) => snapshot.volumeId,
  'volume-size': (snapshot: Snapshot) => String(snapshot.volumeSizeGiB),
};

export const describeSnapshots = defineOperation({
  service: 'ec2',
  name: 'DescribeSnapshots',
  summary: 'Shows the snapshots of this Region that you own or that are shared with you.',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSnapshots.html',
  input: structure(
    {},
    {
      SnapshotIds: list(SnapshotId),
      OwnerIds: list(string()),
      RestorableByUserIds: list(string()),
      Filters,
      MaxResults,
      NextToken,
      DryRun,
    },
  ),
  readOnly: true,
  mutates: false,
  find: (_, scope) => [iamTarget(scope, 'ec2:DescribeSnapshots')],
  handle(input, scope) {
    const { world, request } = scope;
    const visible =
      input.SnapshotIds?.map((id) => visibleSnapshot(scope, id, request.region)) ??
      [...world.snapshots.values()].filter(
        (snapshot) => snapshot.region === request.region && isVisible(snapshot, request.accountId),
      );
    const ownId = (id: string) => (id === 'self' ? request.accountId : id);
    const owners = input.OwnerIds?.map(ownId);
    const restorers = input.RestorableByUserIds?.map(ownId);
    const wanted = visible
      .filter(({ accountId }) => owners === undefined || owners.includes(accountId))
      .filter((snapshot) => restorers === undefined || restorers.some((id) => isVisible(snapshot, id)));
    const fields = { ...FIELDS, progress: (snapshot: Snapshot) => snapshotProgress(snapshot, world.now) };
    const tags = ({ snapshotId }: Snapshot) => tagsOf(world, snapshotId);
    const found = filtered(wanted, input.Filters, fields, tags);
    const { items, next } = pageByToken(found, ({ snapshotId }) => snapshotId, input);
    const outputs = items.map((one) => snapshotOutput(one, { now: world.now, tags: tags(one) }));
    return { output: { Snapshots: outputs, ...next } };
  },
});
