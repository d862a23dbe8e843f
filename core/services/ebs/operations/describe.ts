import { compileWildcard } from '../../../access/wildcard.ts';
import { Ec2Error } from '../../../errors/ec2-errors.ts';
import { epochSeconds } from '../../../operations/key-metadata.ts';
import type { EpochMs } from '../../../ports.ts';
import type { Ec2Tag } from '../../ec2/tags/resource-tags.ts';
import { tagField } from '../../ec2/tags/resource-tags.ts';
import { type Attachment, attachmentStatus } from '../attachment.ts';
import { BLOCK_BYTES } from '../block-cipher.ts';
import { SNAPSHOT_MS, TRANSFER_MS } from '../delays.ts';
import { type Snapshot, snapshotData, snapshotKeyArn, snapshotStatus, type Volume } from '../volume.ts';

/** A volume as EC2 answers it. Source: EC2 API Reference, Volume. */
export function volumeOutput(
  volume: Volume,
  { attachment, tags }: { readonly attachment: Attachment | undefined; readonly tags: readonly Ec2Tag[] },
): Readonly<Record<string, unknown>> {
  const keyArn = volume.machine.context.data?.dataKey?.keyArn;
  return {
    AvailabilityZone: volume.availabilityZone,
    CreateTime: epochSeconds(volume.createTime),
    Encrypted: volume.encrypted,
    ...(keyArn === undefined ? {} : { KmsKeyId: keyArn }),
    ...(volume.iops === undefined ? {} : { Iops: volume.iops }),
    Size: volume.sizeGiB,
    SnapshotId: volume.snapshotId ?? '',
    State: volume.machine.value,
    VolumeId: volume.volumeId,
    VolumeType: volume.volumeType,
    Attachments:
      attachment === undefined || attachmentStatus(attachment) === null
        ? []
        : [{ ...attachmentOutput(attachment), DeleteOnTermination: false }],
    Tags: tags,
    ...(volume.throughput === undefined ? {} : { Throughput: volume.throughput }),
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
export function snapshotOutput(
  snapshot: Snapshot,
  { now, tags }: { readonly now: EpochMs; readonly tags: readonly Ec2Tag[] },
): Readonly<Record<string, unknown>> {
  const status = snapshotStatus(snapshot);
  const keyArn = snapshotKeyArn(snapshot);
  const data = snapshotData(snapshot);
  const { context } = snapshot.machine;
  const message = 'failure' in context ? context.failure?.message : undefined;
  return {
    Description: snapshot.description,
    Encrypted: snapshot.encrypted,
    ...(keyArn === null ? {} : { KmsKeyId: keyArn }),
    OwnerId: snapshot.accountId,
    ...(data === null ? {} : { FullSnapshotSizeInBytes: Object.keys(data.blocks).length * BLOCK_BYTES }),
    Progress: snapshotProgress(snapshot, now),
    SnapshotId: snapshot.snapshotId,
    StartTime: epochSeconds(snapshot.startTime),
    ...(context.completionTime === null ? {} : { CompletionTime: epochSeconds(context.completionTime) }),
    State: status,
    ...(message === undefined ? {} : { StateMessage: message }),
    StorageTier: 'standard',
    VolumeId: snapshot.volumeId,
    VolumeSize: snapshot.volumeSizeGiB,
    Tags: tags,
  };
}

/**
 * How far a snapshot is. Simplified: it goes evenly with the lab's clock, for the blocks are all copied at one instant; on
 * AWS it goes with the data.
 */
export function snapshotProgress(snapshot: Snapshot, now: EpochMs): string {
  if (snapshotStatus(snapshot) === 'completed') return '100%';
  const { machine } = snapshot;
  const { dueAt } = machine.context;
  const [isGoing, takes] =
    machine.machine === 'snapshot'
      ? [machine.value === 'pending', SNAPSHOT_MS]
      : [machine.value === 'transferring', TRANSFER_MS];
  if (!isGoing || dueAt === null) return '0%';
  return `${Math.min(99, Math.max(0, Math.floor(((takes - (dueAt - now)) * 100) / takes)))}%`;
}

type Filter = { readonly Name: string; readonly Values: readonly string[] };

/** Each field of an item that can be filtered by: its value, or its values. */
export type FilterFields<T> = Readonly<Record<string, (item: T) => string | readonly string[]>>;

/**
 * What every filter lets through: one of a filter's values must match, `*` and `?` as wildcards. Resources that have tags
 * can be filtered by them too.
 * @throws {Ec2Error} for a filter that `fields` doesn't have, whether or not there is anything to filter.
 */
export function filtered<T>(
  items: readonly T[],
  filters: readonly Filter[] = [],
  fields: FilterFields<T>,
  tagsOfItem?: (item: T) => readonly Ec2Tag[],
): readonly T[] {
  const tests = filters.map(({ Name, Values }) => {
    const byTag = tagsOfItem === undefined ? undefined : tagField(Name, tagsOfItem);
    const field = byTag ?? (Object.hasOwn(fields, Name) ? fields[Name] : undefined);
    if (field === undefined) {
      throw new Ec2Error('InvalidParameterValue', `The filter '${Name}' is invalid`, 'invalid-parameter');
    }
    const patterns = Values.map(compileWildcard);
    return (item: T) => [field(item)].flat().some((value) => patterns.some((matches) => matches(value)));
  });
  return items.filter((item) => tests.every((passes) => passes(item)));
}
