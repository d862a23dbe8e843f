import { iamTarget } from '../../../operations/find-key.ts';
import { defineOperation } from '../../../operations/operation.ts';
import { list, structure } from '../../../operations/shape.ts';
import { tagsOf } from '../../ec2/tags/resource-tags.ts';
import { attachmentStatus } from '../attachment.ts';
import type { Volume } from '../volume.ts';
import { filtered, volumeOutput } from './describe.ts';
import { ownVolume } from './find-resource.ts';
import { pageByToken } from './page-by-token.ts';
import { DryRun, Filters, MaxResults, NextToken, VolumeId } from './shapes.ts';

const FIELDS = {
  'availability-zone': (volume: Volume) => volume.availabilityZone,
  encrypted: (volume: Volume) => String(volume.encrypted),
  size: (volume: Volume) => String(volume.sizeGiB),
  'snapshot-id': (volume: Volume) => volume.snapshotId ?? '',
  status: (volume: Volume) => volume.machine.value,
  'volume-id': (volume: Volume) => volume.volumeId,
  'volume-type': (volume: Volume) => volume.volumeType,
};

export const describeVolumes = defineOperation({
  service: 'ec2',
  name: 'DescribeVolumes',
  summary: 'Shows your volumes in this Region.',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVolumes.html',
  input: structure({}, { VolumeIds: list(VolumeId), Filters, MaxResults, NextToken, DryRun }),
  readOnly: true,
  mutates: false,
  find: (_, scope) => [iamTarget(scope, 'ec2:DescribeVolumes')],
  handle(input, scope) {
    const { world, request } = scope;
    const volumes =
      input.VolumeIds?.map((id) => ownVolume(scope, id)) ??
      [...world.volumes.values()].filter(
        ({ accountId, region }) => accountId === request.accountId && region === request.region,
      );
    const attachmentOf = ({ volumeId }: Volume) => {
      const attachment = world.attachments.get(volumeId);
      return attachment === undefined || attachmentStatus(attachment) === null ? undefined : attachment;
    };
    const tags = ({ volumeId }: Volume) => tagsOf(world, volumeId);
    const fields = {
      ...FIELDS,
      'attachment.device': (volume: Volume) => attachmentOf(volume)?.device ?? [],
      'attachment.instance-id': (volume: Volume) => attachmentOf(volume)?.instanceId ?? [],
      'attachment.status': (volume: Volume) => {
        const attachment = attachmentOf(volume);
        return attachment === undefined ? [] : (attachmentStatus(attachment) ?? []);
      },
    };
    const found = filtered(volumes, input.Filters, fields, tags);
    const { items, next } = pageByToken(found, ({ volumeId }) => volumeId, input);
    const outputs = items.map((one) => volumeOutput(one, { attachment: attachmentOf(one), tags: tags(one) }));
    return {
      output: { Volumes: outputs, ...next },
    };
  },
});
