import { Ec2Error } from '../../../errors/ec2-errors.ts';
import { defineOperation, type Scope } from '../../../operations/operation.ts';
import { string, structure } from '../../../operations/shape.ts';
import { instanceTarget, ownInstance } from '../../ec2/instances/find-instance.ts';
import { onBehalfOf } from '../../on-behalf-of.ts';
import { attachmentStatus } from '../attachment.ts';
import { newAttachment } from '../attachment-machine.ts';
import { ATTACH_MS } from '../delays.ts';
import type { Volume } from '../volume.ts';
import { attachmentOutput } from './describe.ts';
import { ownVolume, volumeTarget } from './find-resource.ts';
import { DryRun, InstanceId, VolumeId } from './shapes.ts';

/** Source: EC2 User Guide, "Device names for volumes". */
const DEVICE = /^(?:\/dev\/)?(?:sd|xvd)[a-z]{1,2}[0-9]{0,2}$/;

export const attachVolume = defineOperation({
  service: 'ec2',
  name: 'AttachVolume',
  summary: "Attaches a volume to an instance, whose host gets the volume's data key, by a grant that EC2 makes as you.",
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AttachVolume.html',
  input: structure({ Device: string(), InstanceId, VolumeId }, { DryRun }),
  readOnly: false,
  mutates: true,
  find: (input, scope) => [
    volumeTarget(scope, 'ec2:AttachVolume', input.VolumeId),
    instanceTarget(scope, 'ec2:AttachVolume', input.InstanceId),
  ],
  check({ Device, VolumeId: id, InstanceId: host }, scope) {
    const volume = ownVolume(scope, id);
    const { availabilityZone, instanceId, machine } = ownInstance(scope, host);
    checkAvailable(volume);
    if (machine.value !== 'running' && machine.value !== 'stopped') {
      throw new Ec2Error('IncorrectState', `Instance '${instanceId}' is not 'running'.`, 'instance-state');
    }
    if (volume.availabilityZone !== availabilityZone) {
      const message = `The volume '${id}' is not in the same availability zone as instance '${instanceId}'`;
      throw new Ec2Error('InvalidVolume.ZoneMismatch', message, 'invalid-parameter');
    }
    checkDevice(scope, instanceId, Device);
  },
  handle({ Device, VolumeId: volumeId, InstanceId: instanceId }, { request, requestId, at }) {
    const attachment = { volumeId, instanceId, device: Device, attachTime: at };
    const asked = { dueAt: at + ATTACH_MS, onBehalfOf: onBehalfOf(request, requestId) };
    return {
      output: attachmentOutput({ ...attachment, machine: newAttachment(asked) }),
      facts: [
        { type: 'volumeChanged', volumeId, event: { type: 'AttachVolume' } },
        { type: 'attachmentCreated', attachment, ...asked },
      ],
    };
  },
});

function checkAvailable({ volumeId, machine }: Volume): void {
  if (machine.value === 'available') return;
  if (machine.value === 'in-use') {
    throw new Ec2Error('VolumeInUse', `${volumeId} is already attached to an instance`, 'volume-in-use', { volumeId });
  }
  throw new Ec2Error('IncorrectState', `Volume ${volumeId} is in state ${machine.value}.`, 'volume-not-available');
}

function checkDevice({ world }: Scope, instanceId: string, device: string): void {
  if (!DEVICE.test(device)) {
    const message = `Value (${device}) for parameter device is invalid. ${device} is not a valid EBS device name.`;
    throw new Ec2Error('InvalidParameterValue', message, 'invalid-parameter');
  }
  const isTaken = [...world.attachments.values()].some(
    (one) => one.instanceId === instanceId && one.device === device && attachmentStatus(one) !== null,
  );
  if (!isTaken) return;
  const message = `Invalid value '${device}' for unixDevice. Attachment point ${device} is already in use`;
  throw new Ec2Error('InvalidParameterValue', message, 'invalid-parameter');
}
