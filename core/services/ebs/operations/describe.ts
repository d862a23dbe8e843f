import { compileWildcard } from '../../../access/wildcard.ts';
import { Ec2Error } from '../../../errors/ec2-errors.ts';
import { epochSeconds } from '../../../operations/key-metadata.ts';
import { type Attachment, attachmentStatus } from '../attachment.ts';
import { type Snapshot, snapshotKeyArn, snapshotStatus, type Volume } from '../volume.ts';

/** A volume as EC2 answers it. Source: EC2 API Reference, Volume. */
export function volumeOutput(volume: Volume, attachment: Attachment | undefined): Readonly<Record<string, unknown>> {
  const keyArn = volume.machine.context.data?.dataKey?.keyArn;
  return {
    AvailabilityZone: volume.availabilityZone,
    CreateTime: epochSeconds(volume.createTime),
    Encrypted: volume.encrypted,
    ...(keyArn === undefined ? {} : { KmsKeyId: keyArn }),
    Size: volume.sizeGiB,
    SnapshotId: volume.snapshotId ?? '',
    State: volume.machine.value,
    VolumeId: volume.volumeId,
    VolumeType: volume.volumeType,
    Attachments:
      attachment === undefined || attachmentStatus(attachment) === null
        ? []
        : [{ ...attachmentOutput(attachment), DeleteOnTermination: false }],
    Tags: [],
    MultiAttachEnabled: false,
  };
}

/** An attachment as EC2 answers it. Source: EC2 API Reference, VolumeAttachment. */
export function attachmentOutput(attachment: Attachment): Readonly<Record<string, unknown>> {
  const { volumeId, instanceId, device, attachTime } = attachment;
  return {
    AttachTime: epochSeconds(attachTime),
    Device: device,
    InstanceId: instanceId,
    State: attachmentStatus(attachment),
    VolumeId: volumeId,
  };
}

/** A snapshot as EC2 answers it. Source: EC2 API Reference, Snapshot. */
export function snapshotOutput(snapshot: Snapshot): Readonly<Record<string, unknown>> {
  const status = snapshotStatus(snapshot);
  const keyArn = snapshotKeyArn(snapshot);
  const { context } = snapshot.machine;
  const message = 'failure' in context ? context.failure?.message : undefined;
  return {
    Description: snapshot.description,
    Encrypted: snapshot.encrypted,
    ...(keyArn === null ? {} : { KmsKeyId: keyArn }),
    OwnerId: snapshot.accountId,
    Progress: snapshotProgress(snapshot),
    SnapshotId: snapshot.snapshotId,
    StartTime: epochSeconds(snapshot.startTime),
    ...(context.completionTime === null ? {} : { CompletionTime: epochSeconds(context.completionTime) }),
    State: status,
    ...(message === undefined ? {} : { StateMessage: message }),
    StorageTier: 'standard',
    VolumeId: snapshot.volumeId,
    VolumeSize: snapshot.volumeSizeGiB,
    Tags: [],
  };
}

/** How far a snapshot is. Ours between the ends: the lab copies all blocks at one instant. */
export function snapshotProgress(snapshot: Snapshot): string {
  return snapshotStatus(snapshot) === 'completed' ? '100%' : '0%';
}

type Filter = { readonly Name: string; readonly Values: readonly string[] };

/**
 * What every filter lets through: one of a filter's values must match, `*` and `?` as wildcards.
 * @throws {Ec2Error} for a filter that `fields` doesn't have, whether or not there is anything to filter.
 */
export function filtered<T>(
  items: readonly T[],
  filters: readonly Filter[] = [],
  fields: Readonly<Record<string, (item: T) => string>>,
): readonly T[] {
  const tests = filters.map(({ Name, Values }) => {
    const field = Object.hasOwn(fields, Name) ? fields[Name] : undefined;
    if (field === undefined) {
      throw new Ec2Error('InvalidParameterValue', `The filter '${Name}' is invalid`, 'invalid-parameter');
    }
    const patterns = Values.map(compileWildcard);
    return (item: T) => patterns.some((matches) => matches(field(item)));
  });
  return items.filter((item) => tests.every((passes) => passes(item)));
}
