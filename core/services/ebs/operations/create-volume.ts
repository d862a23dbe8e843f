import { Ec2Error } from '../../../errors/ec2-errors.ts';
import { defineOperation, type Scope } from '../../../operations/operation.ts';
import { boolean, integer, oneOf, string, structure } from '../../../operations/shape.ts';
import { TagSpecifications, taggedFacts, taggingTargets, tagsFor } from '../../ec2/tags/resource-tags.ts';
import { onBehalfOf } from '../../on-behalf-of.ts';
import { newVolume } from '../at-rest.ts';
import { FIRST_CALL_DELAY_MS } from '../delays.ts';
import { defaultKeyOf, ebsDefaultsOf } from '../ebs-defaults.ts';
import { type Snapshot, snapshotData, type VolumeIdentity } from '../volume.ts';
import { type AskedPerformance, performanceOf, SIZES, VOLUME_TYPES, type VolumeType } from '../volume-performance.ts';
import { volumeOutput } from './describe.ts';
import { checkCompleted, checkZone, visibleSnapshot, volumeTarget } from './find-resource.ts';
import { DryRun, SnapshotId } from './shapes.ts';

/** Where the request names none. */
const USUAL_TYPE = 'gp2';

export const createVolume = defineOperation({
  service: 'ec2',
  name: 'CreateVolume',
  summary:
    'Makes an EBS volume, empty or from a snapshot; encrypted where it is asked for, by default, or the snapshot is.',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVolume.html',
  input: structure(
    { AvailabilityZone: string() },
    {
      Size: integer(),
      SnapshotId,
      VolumeType: oneOf(VOLUME_TYPES),
      Encrypted: boolean(),
      KmsKeyId: string({ min: 1, max: 2048 }),
      Iops: integer(),
      Throughput: integer(),
      TagSpecifications,
      DryRun,
    },
  ),
  readOnly: false,
  mutates: true,
  find: (input, scope) => [
    volumeTarget(scope, 'ec2:CreateVolume', '*'),
    ...taggingTargets(scope, 'volume', input.TagSpecifications),
  ],
  check(input, scope) {
    const { AvailabilityZone: zone, Size, VolumeType = USUAL_TYPE, Encrypted, KmsKeyId } = input;
    checkZone(scope, zone);
    const source = sourceOf(input, scope);
    if (Size === undefined && source === null) {
      throw new Ec2Error(
        'MissingParameter',
        'The request must contain the parameter size or snapshotId',
        'malformed-request',
      );
    }
    tagsFor('volume', input.TagSpecifications);
    const [smallest, most] = SIZES[VolumeType];
    const least = Math.max(smallest, source?.volumeSizeGiB ?? 0);
    const size = Size ?? source?.volumeSizeGiB ?? 0;
    if (size < least || size > most) {
      throw new Ec2Error(
        'InvalidParameterValue',
        `Volume of ${size}GiB is out of range for type ${VolumeType}: expected ${least} to ${most} GiB.`,
        'invalid-parameter',
      );
    }
    const { encryptionByDefault } = ebsDefaultsOf(scope.world, scope.request);
    performanceOf(asked(input, source));
    if (KmsKeyId !== undefined && Encrypted !== true && !encryptionByDefault) {
      throw new Ec2Error(
        'InvalidParameterDependency',
        'The parameter KmsKeyId requires the parameter Encrypted to be set.',
        'invalid-parameter',
      );
    }
    if (Encrypted === false && source?.encrypted === true) {
      throw new Ec2Error(
        'InvalidParameterValue',
        'A volume from an encrypted snapshot is encrypted.',
        'invalid-parameter',
      );
    }
  },
  handle(input, scope) {
    const { request, ids, at, requestId, world } = scope;
    const source = sourceOf(input, scope);
    const { encryptionByDefault } = ebsDefaultsOf(world, request);
    const encrypted = input.Encrypted === true || encryptionByDefault || source?.encrypted === true;
    const tags = tagsFor('volume', input.TagSpecifications);
    const { iops, throughput } = performanceOf(asked(input, source));
    const volume: VolumeIdentity = {
      volumeId: `vol-${ids.hex(17)}`,
      accountId: request.accountId,
      region: request.region,
      availabilityZone: input.AvailabilityZone,
      sizeGiB: input.Size ?? source?.volumeSizeGiB ?? 0,
      volumeType: input.VolumeType ?? USUAL_TYPE,
      ...(iops === null ? {} : { iops }),
      ...(throughput === null ? {} : { throughput }),
      snapshotId: source?.snapshotId ?? null,
      source: source === null ? null : snapshotData(source),
      encrypted,
      kmsKeyId: encrypted ? (input.KmsKeyId ?? keyFor(source, scope)) : null,
      createTime: at,
      onBehalfOf: onBehalfOf(request, requestId),
    };
    const dueAt = at + FIRST_CALL_DELAY_MS;
    return {
      output: volumeOutput({ ...volume, machine: newVolume(dueAt) }, { attachment: undefined, tags }),
      facts: [{ type: 'volumeCreated', volume, dueAt }, ...taggedFacts(volume.volumeId, tags)],
    };
  },
});

/** The key of one's own snapshot (null), else the account's default key. Source: services.md section 3, "Resulting key". */
function keyFor(source: Snapshot | null, { world, request }: Scope): string | null {
  const isOwn = source?.encrypted === true && source.accountId === request.accountId;
  return isOwn ? null : defaultKeyOf(world, request);
}

function asked(
  input: {
    readonly VolumeType?: VolumeType;
    readonly Size?: number;
    readonly Iops?: number;
    readonly Throughput?: number;
  },
  source: Snapshot | null,
): AskedPerformance {
  return {
    volumeType: input.VolumeType ?? USUAL_TYPE,
    sizeGiB: input.Size ?? source?.volumeSizeGiB ?? 0,
    iops: input.Iops,
    throughput: input.Throughput,
  };
}

function sourceOf(input: { readonly SnapshotId?: string }, scope: Scope): Snapshot | null {
  if (input.SnapshotId === undefined) return null;
  const snapshot = visibleSnapshot(scope, input.SnapshotId, scope.request.region);
  checkCompleted(snapshot);
  return snapshot;
}
