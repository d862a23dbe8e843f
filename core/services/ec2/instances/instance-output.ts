import type { World } from '../../../lab/world.ts';
import { epochSeconds } from '../../../operations/key-metadata.ts';
import { attachmentStatus } from '../../ebs/attachment.ts';
import { type Ec2Tag, tagsOf } from '../tags/resource-tags.ts';
import { type Instance, instanceState } from './instance.ts';

/** An instance as EC2 answers it, with the volumes that are attached to it. Source: EC2 API Reference, Instance. */
function instanceOutput(
  { attachments }: World,
  instance: Instance,
  tags: readonly Ec2Tag[],
): Readonly<Record<string, unknown>> {
  const { instanceId, imageId, instanceType, availabilityZone, machine } = instance;
  const { stateReason, launchTime } = machine.context;
  const attached = [...attachments.values()].filter((one) => one.instanceId === instanceId);
  return {
    InstanceId: instanceId,
    ImageId: imageId,
    State: instanceState(machine.value),
    InstanceType: instanceType,
    LaunchTime: epochSeconds(launchTime),
    Placement: { AvailabilityZone: availabilityZone, GroupName: '', Tenancy: 'default' },
    ...(stateReason === null ? {} : { StateReason: { Code: stateReason.code, Message: stateReason.message } }),
    BlockDeviceMappings: attached.flatMap((one) => {
      const status = attachmentStatus(one);
      if (status === null) return [];
      const { device, volumeId, attachTime } = one;
      const Ebs = {
        AttachTime: epochSeconds(attachTime),
        DeleteOnTermination: false,
        Status: status,
        VolumeId: volumeId,
      };
      return [{ DeviceName: device, Ebs }];
    }),
    RootDeviceType: 'ebs',
    Tags: tags,
  };
}

/** Instances that were run together, as EC2 answers them. Source: EC2 API Reference, Reservation. */
export function reservationOutput(
  world: World,
  reservationId: string,
  instances: readonly Instance[],
  /** Those of instances that are just made, and have none in the world yet. */
  tags?: readonly Ec2Tag[],
): Readonly<Record<string, unknown>> {
  return {
    ReservationId: reservationId,
    OwnerId: instances[0]?.accountId ?? '',
    Groups: [],
    Instances: instances.map((instance) => instanceOutput(world, instance, tags ?? tagsOf(world, instance.instanceId))),
  };
}
