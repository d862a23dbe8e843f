import { defineOperation } from '../../../operations/operation.ts';
import { structure } from '../../../operations/shape.ts';
import { ownSnapshot, snapshotTarget } from './find-resource.ts';
import { DryRun, SnapshotAttribute, SnapshotId } from './shapes.ts';

export const describeSnapshotAttribute = defineOperation({
  service: 'ec2',
  name: 'DescribeSnapshotAttribute',
  summary: 'Shows with which accounts a snapshot is shared.',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSnapshotAttribute.html',
  input: structure({ Attribute: SnapshotAttribute, SnapshotId }, { DryRun }),
  readOnly: true,
  mutates: false,
  find: (input, scope) => [snapshotTarget(scope, 'ec2:DescribeSnapshotAttribute', input.SnapshotId)],
  handle(input, scope) {
    const { snapshotId, sharedWith } = ownSnapshot(scope, input.SnapshotId);
    if (input.Attribute === 'productCodes') return { output: { ProductCodes: [], SnapshotId: snapshotId } };
    const permissions = sharedWith.map((who) => (who === 'all' ? { Group: 'all' } : { UserId: who }));
    return { output: { CreateVolumePermissions: permissions, SnapshotId: snapshotId } };
  },
});
