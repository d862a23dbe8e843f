import { Ec2Error } from '../../../errors/ec2-errors.ts';
import { defineOperation } from '../../../operations/operation.ts';
import { structure } from '../../../operations/shape.ts';
import { volumeCan } from '../at-rest.ts';
import { ownVolume, volumeTarget } from './find-resource.ts';
import { DryRun, VolumeId } from './shapes.ts';

export const deleteVolume = defineOperation({
  service: 'ec2',
  name: 'DeleteVolume',
  summary: 'Deletes a volume.',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteVolume.html',
  input: structure({ VolumeId }, { DryRun }),
  readOnly: false,
  mutates: true,
  record: { responseElements: () => ({ _return: true }) },
  find: (input, scope) => [volumeTarget(scope, 'ec2:DeleteVolume', input.VolumeId)],
  check(input, scope) {
    const { volumeId, machine } = ownVolume(scope, input.VolumeId);
    if (machine.value === 'in-use') {
      const instanceId = scope.world.attachments.get(volumeId)?.instanceId;
      const message = `Volume ${volumeId} is currently attached to ${instanceId}`;
      throw new Ec2Error('VolumeInUse', message, 'volume-in-use', { volumeId });
    }
    if (!volumeCan(machine, { type: 'DeleteVolume' })) {
      throw new Ec2Error('IncorrectState', `Volume ${volumeId} is in state ${machine.value}.`, 'volume-not-available');
    }
  },
  handle: (input) => ({
    output: {},
    facts: [{ type: 'volumeChanged', volumeId: input.VolumeId, event: { type: 'DeleteVolume' } }],
  }),
});
