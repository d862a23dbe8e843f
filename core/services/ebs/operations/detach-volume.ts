import { Ec2Error } from '../../../errors/ec2-errors.ts';
import { defineOperation, type Scope } from '../../../operations/operation.ts';
import { boolean, string, structure } from '../../../operations/shape.ts';
import { instanceTarget } from '../../ec2/instances/find-instance.ts';
import { onBehalfOf } from '../../on-behalf-of.ts';
import { type Attachment, attachmentStatus } from '../attachment.ts';
import { applyAttachmentEvent, attachmentCan } from '../attachment-machine.ts';
import { DETACH_MS } from '../delays.ts';
import { attachmentOutput } from './describe.ts';
import { ownVolume, volumeTarget } from './find-resource.ts';
import { DryRun, InstanceId, VolumeId } from './shapes.ts';

export const detachVolume = defineOperation({
  service: 'ec2',
  name: 'DetachVolume',
  summary: 'Detaches a volume from its instance: the data key goes from the host, and the grant is given back.',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DetachVolume.html',
  input: structure({ VolumeId }, { Device: string(), InstanceId, Force: boolean(), DryRun }),
  readOnly: false,
  mutates: true,
  find(input, scope) {
    const instanceId = input.InstanceId ?? scope.world.attachments.get(input.VolumeId)?.instanceId;
    return [
      volumeTarget(scope, 'ec2:DetachVolume', input.VolumeId),
      ...(instanceId === undefined ? [] : [instanceTarget(scope, 'ec2:DetachVolume', instanceId)]),
    ];
  },
  check(input, scope) {
    const { machine } = attachmentOf(input, scope);
    if (attachmentCan(machine, { type: 'DetachVolume', ...NOBODY })) return;
    const message = `Volume '${input.VolumeId}' is in the '${machine.value}' state.`;
    throw new Ec2Error('IncorrectState', message, 'volume-not-attached');
  },
  handle(input, scope) {
    const { request, requestId, at } = scope;
    const attachment = attachmentOf(input, scope);
    const event = {
      type: 'DetachVolume',
      onBehalfOf: onBehalfOf(request, requestId),
      dueAt: at + DETACH_MS,
    } as const;
    return {
      output: attachmentOutput({ ...attachment, machine: applyAttachmentEvent(attachment.machine, event).next }),
      facts: [{ type: 'attachmentChanged', volumeId: input.VolumeId, event }],
    };
  },
});

/** To ask the machine whether it may be. */
const NOBODY = { onBehalfOf: null as never, dueAt: 0 };

interface Detaching {
  readonly VolumeId: string;
  readonly InstanceId?: string;
  readonly Device?: string;
}

/** @throws {Ec2Error} for a volume that is attached to nothing, or not there or so. */
function attachmentOf({ VolumeId: id, InstanceId: host, Device }: Detaching, scope: Scope): Attachment {
  const { machine } = ownVolume(scope, id);
  const attachment = scope.world.attachments.get(id);
  if (attachment === undefined || attachmentStatus(attachment) === null) {
    const message = `Volume '${id}' is in the '${machine.value}' state.`;
    throw new Ec2Error('IncorrectState', message, 'volume-not-attached', { volumeId: id });
  }
  if (
    (host ?? attachment.instanceId) !== attachment.instanceId ||
    (Device ?? attachment.device) !== attachment.device
  ) {
    const message = `The volume '${id}' is not attached to instance '${host ?? attachment.instanceId}' as device '${Device ?? attachment.device}'.`;
    throw new Ec2Error('InvalidAttachment.NotFound', message, 'volume-not-attached', { volumeId: id });
  }
  return attachment;
}
