import { Ec2Error } from '../../../errors/ec2-errors.ts';
import { defineOperation } from '../../../operations/operation.ts';
import { string, structure } from '../../../operations/shape.ts';
import { TagSpecifications, taggedFacts, taggingTargets, tagsFor } from '../../ec2/tags/resource-tags.ts';
import { newSnapshot } from '../at-rest.ts';
import { SNAPSHOT_MS } from '../delays.ts';
import type { SnapshotIdentity } from '../volume.ts';
import { snapshotOutput } from './describe.ts';
import { ownVolume, snapshotTarget, volumeTarget } from './find-resource.ts';
import { DryRun, VolumeId } from './shapes.ts';

export const createSnapshot = defineOperation({
  service: 'ec2',
  name: 'CreateSnapshot',
  summary: 'Keeps a volume as it is now; under the same key, where the volume is encrypted.',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSnapshot.html',
  input: structure({ VolumeId }, { Description: string({ max: 255 }), TagSpecifications, DryRun }),
  readOnly: false,
  mutates: true,
  find: (input, scope) => [
    volumeTarget(scope, 'ec2:CreateSnapshot', input.VolumeId),
    snapshotTarget(scope, 'ec2:CreateSnapshot', '*'),
    ...taggingTargets(scope, 'snapshot', input.TagSpecifications),
  ],
  check(input, scope) {
    tagsFor('snapshot', input.TagSpecifications);
    const { volumeId, machine } = ownVolume(scope, input.VolumeId);
    if (machine.value !== 'available' && machine.value !== 'in-use') {
      throw new Ec2Error('IncorrectState', `Volume ${volumeId} is in state ${machine.value}.`, 'volume-not-available');
    }
  },
  handle(input, scope) {
    const { ids, request, at } = scope;
    const { volumeId, sizeGiB, encrypted, machine: volume } = ownVolume(scope, input.VolumeId);
    if (volume.context.data === null) throw new Error(`${volumeId} is available without data`);
    const snapshot: SnapshotIdentity = {
      snapshotId: `snap-${ids.hex(17)}`,
      accountId: request.accountId,
      region: request.region,
      volumeId,
      volumeSizeGiB: sizeGiB,
      description: input.Description ?? '',
      encrypted,
      startTime: at,
      copy: null,
    };
    const tags = tagsFor('snapshot', input.TagSpecifications);
    const machine = newSnapshot(at + SNAPSHOT_MS, volume.context.data);
    return {
      output: { ...snapshotOutput({ ...snapshot, machine, sharedWith: [] }, { now: at, tags }), Progress: '' },
      facts: [{ type: 'snapshotCreated', snapshot, machine }, ...taggedFacts(snapshot.snapshotId, tags)],
    };
  },
});
