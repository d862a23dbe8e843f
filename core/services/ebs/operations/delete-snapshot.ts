import { Ec2Error } from '../../../errors/ec2-errors.ts';
import { defineOperation } from '../../../operations/operation.ts';
import { structure } from '../../../operations/shape.ts';
import { canBeDeleted } from '../at-rest.ts';
import { ownSnapshot, snapshotTarget } from './find-resource.ts';
import { DryRun, SnapshotId } from './shapes.ts';

export const deleteSnapshot = defineOperation({
  service: 'ec2',
  name: 'DeleteSnapshot',
  summary: 'Deletes a snapshot, once it is finished; copies and volumes made from it stay.',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteSnapshot.html',
  input: structure({ SnapshotId }, { DryRun }),
  readOnly: false,
  mutates: true,
  record: { responseElements: () => ({ _return: true }) },
  find: (input, scope) => [snapshotTarget(scope, 'ec2:DeleteSnapshot', input.SnapshotId)],
  check(input, scope) {
    const { snapshotId, machine } = ownSnapshot(scope, input.SnapshotId);
    if (!canBeDeleted(machine)) {
      throw new Ec2Error('IncorrectState', `Snapshot ${snapshotId} is being copied.`, 'snapshot-not-completed');
    }
  },
  handle: (input) => ({
    output: {},
    facts: [{ type: 'snapshotChanged', snapshotId: input.SnapshotId, event: { type: 'DeleteSnapshot' } }],
  }),
});
