import { beforeEach, describe, expect, it } from 'vitest';
import { BLOCK_BYTES } from '../../../../core/services/ebs/block-cipher.ts';
import { ADMIN, type EbsLab, ebsLab, ONE_BYTE, SECOND_KEY } from './ebs-lab.ts';

let ebs: EbsLab;
beforeEach(async () => {
  ebs = await ebsLab();
});

interface Told {
  readonly State: string;
  readonly Progress: string;
  readonly FullSnapshotSizeInBytes?: number;
}

async function told(SnapshotId: string): Promise<Told> {
  const { Snapshots } = await ebs.call(ADMIN, 'DescribeSnapshots', { SnapshotIds: [SnapshotId] });
  const [snapshot] = Snapshots as readonly Told[];
  if (snapshot === undefined) throw new Error('no snapshot');
  return snapshot;
}

const bytes = (blocks: number, value: number) => new Uint8Array(blocks * BLOCK_BYTES).fill(value);

describe('snapshots are incremental', () => {
  it('a block that has not changed lies on the disk once, however many snapshots have it', async () => {
    const volume = await ebs.volume(bytes(3, 1));
    const first = await ebs.snapshot(volume);
    const stored = ebs.store.blocks.size;
    await ebs.write(volume, bytes(1, 2));
    const second = await ebs.snapshot(volume);
    expect(ebs.store.blocks.size - stored).toBe(1);
    const [before, after] = [ebs.blocksOf(first), ebs.blocksOf(second)];
    expect(after.map((block, index) => block === before[index])).toEqual([false, true, true]);
    // What EC2 tells is the whole of it, not what is new.
    expect((await told(first)).FullSnapshotSizeInBytes).toBe(3 * BLOCK_BYTES);
    expect((await told(second)).FullSnapshotSizeInBytes).toBe(3 * BLOCK_BYTES);
  });

  it('deleting the first takes nothing from the second', async () => {
    const volume = await ebs.volume(bytes(2, 1));
    const first = await ebs.snapshot(volume);
    await ebs.write(volume, bytes(1, 2));
    const second = await ebs.snapshot(volume);
    await ebs.call(ADMIN, 'DeleteSnapshot', { SnapshotId: first });
    const restored = await ebs.volumeFrom(second, ADMIN);
    expect(await ebs.read(restored, ADMIN)).toEqual(new Uint8Array([...bytes(1, 2), ...bytes(1, 1)]));
  });

  it('a copy under the same key has the source’s blocks; one under another key blocks of its own', async () => {
    const source = await ebs.snapshot(await ebs.volume(bytes(2, 1)));
    const stored = ebs.store.blocks.size;
    await ebs.copy(source, { who: ADMIN, KmsKeyId: undefined });
    await ebs.advance();
    expect(ebs.store.blocks.size).toBe(stored);
    await ebs.copy(source, { who: ADMIN, KmsKeyId: SECOND_KEY });
    await ebs.advance();
    expect(ebs.store.blocks.size).toBe(stored + 2);
  });
});

describe('the progress of a snapshot', () => {
  it('goes from nothing to 100% by the lab’s clock', async () => {
    const VolumeId = await ebs.volume(ONE_BYTE);
    const made = await ebs.call(ADMIN, 'CreateSnapshot', { VolumeId });
    expect(made).toMatchObject({ Progress: '', State: 'pending' });
    const id = String(made.SnapshotId);
    expect(await told(id)).toMatchObject({ Progress: '0%', State: 'pending' });
    expect(await told(id)).not.toHaveProperty('FullSnapshotSizeInBytes');
    await ebs.advance(15_000);
    expect(await told(id)).toMatchObject({ Progress: '50%' });
    const half = await ebs.call(ADMIN, 'DescribeSnapshots', { Filters: [{ Name: 'progress', Values: ['50%'] }] });
    expect(half.Snapshots).toHaveLength(1);
    await ebs.advance(15_000);
    expect(await told(id)).toMatchObject({ Progress: '100%', State: 'completed' });
  });

  it('of a copy stands still until its keys are in order', async () => {
    const source = await ebs.snapshot(await ebs.volume(ONE_BYTE));
    const copy = await ebs.copy(source, { who: ADMIN, KmsKeyId: SECOND_KEY });
    await ebs.next();
    expect(await told(copy)).toMatchObject({ Progress: '0%' });
    await ebs.next();
    await ebs.advance(11_000); // of 55 seconds
    expect(await told(copy)).toMatchObject({ Progress: '20%' });
    await ebs.next();
    expect(await told(copy)).toMatchObject({ Progress: '100%', State: 'completed' });
  });
});

describe('how fast a volume is', () => {
  const made = (input: object) => ebs.call(ADMIN, 'CreateVolume', { AvailabilityZone: 'us-east-1a', ...input });

  it.each([
    [{ VolumeType: 'gp2', Size: 1 }, 100, undefined],
    [{ VolumeType: 'gp2', Size: 500 }, 1_500, undefined],
    [{ VolumeType: 'gp2', Size: 16_384 }, 16_000, undefined],
    [{ VolumeType: 'gp3', Size: 1 }, 3_000, 125],
    [{ VolumeType: 'gp3', Size: 100, Iops: 10_000, Throughput: 500 }, 10_000, 500],
    [{ VolumeType: 'io1', Size: 4, Iops: 200 }, 200, undefined],
    [{ VolumeType: 'io2', Size: 4, Iops: 4_000 }, 4_000, undefined],
    [{ VolumeType: 'st1', Size: 125 }, undefined, undefined],
    [{ VolumeType: 'standard', Size: 1 }, undefined, undefined],
  ])('%o', async (input, iops, throughput) => {
    const { Iops, Throughput } = await made(input);
    expect([Iops, Throughput]).toEqual([iops, throughput]);
  });

  it.each([
    [{ VolumeType: 'gp2', Size: 1, Iops: 100 }, 'InvalidParameterCombination'],
    [{ VolumeType: 'io1', Size: 4, Throughput: 125 }, 'InvalidParameterCombination'],
    [{ VolumeType: 'io1', Size: 4 }, 'MissingParameter'],
    [{ VolumeType: 'io1', Size: 4, Iops: 201 }, 'InvalidParameterValue'],
    [{ VolumeType: 'io1', Size: 4, Iops: 99 }, 'InvalidParameterValue'],
    [{ VolumeType: 'gp3', Size: 1, Iops: 2_999 }, 'InvalidParameterValue'],
    [{ VolumeType: 'gp3', Size: 1, Iops: 3_001 }, 'InvalidParameterValue'],
    [{ VolumeType: 'gp3', Size: 1, Throughput: 124 }, 'InvalidParameterValue'],
    [{ VolumeType: 'io2', Size: 65_536, Iops: 256_001 }, 'InvalidParameterValue'],
  ])('is refused: %o', async (input, name) => {
    expect(await ebs.reason(ADMIN, 'CreateVolume', { AvailabilityZone: 'us-east-1a', ...input })).toMatchObject({
      name,
    });
  });
});

describe('the volumes of an instance', () => {
  it('are what lists can be filtered by', async () => {
    const [volume] = [await ebs.volume(ONE_BYTE), await ebs.volume(ONE_BYTE)];
    const instance = await ebs.attach(volume);
    for (const [Name, value] of [
      ['attachment.instance-id', instance],
      ['attachment.status', 'attached'],
      ['attachment.device', '/dev/sdf'],
      ['status', 'in-use'],
    ]) {
      const { Volumes } = await ebs.call(ADMIN, 'DescribeVolumes', { Filters: [{ Name, Values: [value] }] });
      expect(Volumes).toMatchObject([{ VolumeId: volume }]);
    }
  });
});
