import { Ec2Error } from '../../../errors/ec2-errors.ts';
import { defineOperation } from '../../../operations/operation.ts';
import { structure } from '../../../operations/shape.ts';
import { ownSnapshot, snapshotTarget } from './find-resource.ts';
import { DryRun, SnapshotAttribute, SnapshotId } from './shapes.ts';

export const resetSnapshotAttribute = defineOperation({
  service: 'ec2',
  name: 'ResetSnapshotAttribute',
  summary: 'Stops sharing a snapshot, with everybody.',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ResetSnapshotAttribute.html',
  input: structure({ Attribute: SnapshotAttribute, SnapshotId }, { DryRun }),
  readOnly: false,
  mutates: true,
  record: { responseElements: () => ({ _return: true }) },
  find: (input, scope) => [snapshotTarget(scope, 'ec2:ResetSnapshotAttribute', input.SnapshotId)],
  check(input, scope) {
    ownSnapshot(scope, input.SnapshotId);
    if (input.Attribute === 'createVolumePermission') return;
    const message = 'Only the attribute createVolumePermission can be reset.';
    throw new Ec2Error('InvalidParameterValue', message, 'invalid-parameter');
  },
  handle: ({ SnapshotId: snapshotId }) => ({
    output: {},
    facts: [{ type: 'snapshotShared', snapshotId, sharedWith: [] }],
  }),
});
