import { beforeEach, describe, expect, it } from 'vitest';
import { ADMIN, BACKUP_ADMIN, type EbsLab, ebsLab, ONE_BYTE } from '../ebs/ebs-lab.ts';

let ebs: EbsLab;
beforeEach(async () => {
  ebs = await ebsLab();
});

const VOLUME = { AvailabilityZone: 'us-east-1a', Size: 1 };
const BLUE = { Key: 'team', Value: 'blue' };
const specified = (ResourceType: string) => ({ TagSpecifications: [{ ResourceType, Tags: [BLUE] }] });

async function volumesWith(...Filters: object[]): Promise<readonly unknown[]> {
  const { Volumes } = (await ebs.call(ADMIN, 'DescribeVolumes', { Filters })) as { Volumes: { VolumeId: string }[] };
  return Volumes.map(({ VolumeId }) => VolumeId);
}

describe('tags of EC2’s resources', () => {
  it('are given to what is made, and told of it', async () => {
    const made = await ebs.call(ADMIN, 'CreateVolume', { ...VOLUME, ...specified('volume') });
    expect(made.Tags).toEqual([BLUE]);
    await ebs.advance();
    const VolumeId = String(made.VolumeId);
    const { SnapshotId, Tags } = await ebs.call(ADMIN, 'CreateSnapshot', { VolumeId, ...specified('snapshot') });
    expect(Tags).toEqual([BLUE]);
    await ebs.advance();
    const asked = { SourceRegion: 'us-east-1', SourceSnapshotId: SnapshotId };
    const copy = await ebs.call(ADMIN, 'CopySnapshot', { ...asked, ...specified('snapshot') });
    expect(copy.Tags).toEqual([BLUE]);
    expect(await ebs.call(ADMIN, 'CopySnapshot', asked)).toEqual({ SnapshotId: expect.any(String) }); // none are copied
    const run = { ImageId: 'ami-0123456789abcdef0', MinCount: 1, MaxCount: 1, ...specified('instance') };
    expect(await ebs.call(ADMIN, 'RunInstances', run)).toMatchObject({ Instances: [{ Tags: [BLUE] }] });
    expect(await ebs.call(ADMIN, 'DescribeTags', { Filters: [{ Name: 'key', Values: ['te*'] }] })).toMatchObject({
      Tags: [
        { ResourceType: 'volume', ResourceId: VolumeId, ...BLUE },
        { ResourceType: 'snapshot', ResourceId: SnapshotId },
        { ResourceType: 'snapshot', ResourceId: copy.SnapshotId },
        { ResourceType: 'instance' },
      ],
    });
  });

  it('are put, changed and taken away; a resource that is gone has none', async () => {
    const id = await ebs.volume(ONE_BYTE);
    const tags = async () => (await ebs.call(ADMIN, 'DescribeTags')).Tags as { Key: string; Value: string }[];
    await ebs.call(ADMIN, 'CreateTags', { Resources: [id], Tags: [BLUE, { Key: 'env' }] });
    await ebs.call(ADMIN, 'CreateTags', { Resources: [id], Tags: [{ Key: 'team', Value: 'red' }] });
    expect(await tags()).toMatchObject([
      { Key: 'team', Value: 'red' },
      { Key: 'env', Value: '' },
    ]);
    await ebs.call(ADMIN, 'DeleteTags', { Resources: [id], Tags: [BLUE, { Key: 'env' }] });
    expect(await tags()).toMatchObject([{ Key: 'team', Value: 'red' }]); // it had another value
    await ebs.call(ADMIN, 'DeleteTags', { Resources: [id] });
    expect(await tags()).toEqual([]);
    await ebs.call(ADMIN, 'CreateTags', { Resources: [id], Tags: [BLUE] });
    await ebs.call(ADMIN, 'DeleteVolume', { VolumeId: id });
    expect(await tags()).toEqual([]);
    expect(ebs.lab.world.ec2Tags.size).toBe(0);
  });

  it('are what lists can be filtered by', async () => {
    const [one, two] = [await ebs.volume(ONE_BYTE), await ebs.volume(ONE_BYTE)];
    await ebs.call(ADMIN, 'CreateTags', { Resources: [one], Tags: [BLUE] });
    await ebs.call(ADMIN, 'CreateTags', { Resources: [two], Tags: [{ Key: 'team', Value: 'red' }] });
    expect(await volumesWith({ Name: 'tag:team', Values: ['blue'] })).toEqual([one]);
    expect(await volumesWith({ Name: 'tag-key', Values: ['team'] })).toEqual([one, two]);
    expect(await volumesWith({ Name: 'tag:env', Values: ['*'] })).toEqual([]);
  });

  it.each([
    ['a tag of AWS’s own', [{ Key: 'aws:name', Value: 'x' }], 'InvalidParameterValue', 'bad-tag'],
    ['no key', [{ Value: 'x' }], 'InvalidParameterValue', 'bad-tag'],
    ['a long value', [{ Key: 'k', Value: 'x'.repeat(256) }], 'InvalidParameterValue', 'bad-tag'],
    [
      'more than fifty',
      Array.from({ length: 51 }, (_, n) => ({ Key: `k${n}`, Value: '' })),
      'TagLimitExceeded',
      'limit-exceeded',
    ],
  ])('are refused: %s', async (_, Tags, name, because) => {
    const id = await ebs.volume(ONE_BYTE);
    expect(await ebs.reason(ADMIN, 'CreateTags', { Resources: [id], Tags })).toEqual({ name, because });
  });

  it('are refused for what is of another kind, nobody’s or somebody else’s', async () => {
    const id = await ebs.volume(ONE_BYTE);
    expect(await ebs.reason(ADMIN, 'CreateVolume', { ...VOLUME, ...specified('snapshot') })).toMatchObject({
      name: 'InvalidParameterValue',
    });
    const put = (Resources: string[], who = ADMIN) => ebs.reason(who, 'CreateTags', { Resources, Tags: [BLUE] });
    expect(await put(['vpc-1'])).toMatchObject({ name: 'InvalidID' });
    expect(await put([id], BACKUP_ADMIN)).toMatchObject({ name: 'InvalidVolume.NotFound' });
  });

  it('take ec2:CreateTags beside the permission to make the thing', async () => {
    const may = async (...Action: readonly string[]) => {
      const other = await ebsLab({ copier: [{ Action, Resource: '*' }] });
      const who = { as: 'arn:aws:iam::444455556666:role/copier', region: 'us-east-1' };
      return other.reason(who, 'CreateVolume', { ...VOLUME, ...specified('volume') });
    };
    expect(await may('ec2:CreateVolume')).toMatchObject({ name: 'UnauthorizedOperation' });
    expect(await may('ec2:CreateVolume', 'ec2:CreateTags')).toBeNull();
  });
});

describe('policies that ask for tags', () => {
  const WHO = { as: 'arn:aws:iam::444455556666:role/copier', region: 'us-east-1' };

  async function labWhere(Action: readonly string[], Condition: object): Promise<EbsLab> {
    return ebsLab({
      copier: [
        { Action: ['ec2:CreateVolume', 'ec2:CreateTags', 'ec2:Describe*'], Resource: '*' },
        { Action, Resource: '*', Condition } as { Action: readonly string[]; Resource: string },
      ],
    });
  }

  it('aws:ResourceTag/team is of the resource', async () => {
    const other = await labWhere(['ec2:DeleteVolume'], { StringEquals: { 'aws:ResourceTag/team': 'blue' } });
    const made = async (Value: string) => {
      const Tags = [{ Key: 'team', Value }];
      const input = { ...VOLUME, TagSpecifications: [{ ResourceType: 'volume', Tags }] };
      const { VolumeId } = await other.call(WHO, 'CreateVolume', input);
      await other.advance();
      return VolumeId;
    };
    expect(await other.reason(WHO, 'DeleteVolume', { VolumeId: await made('red') })).toEqual({
      name: 'UnauthorizedOperation',
      because: 'no-identity-policy-statement',
    });
    expect(await other.reason(WHO, 'DeleteVolume', { VolumeId: await made('blue') })).toBeNull();
  });

  it.each([
    ['aws:RequestTag/team', { StringEquals: { 'aws:RequestTag/team': 'blue' } }],
    ['aws:TagKeys', { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['team'] }, Null: { 'aws:TagKeys': 'false' } }],
  ])('%s is of the request', async (_, Condition) => {
    const other = await labWhere(['ec2:RunInstances'], Condition);
    const run = (Tags: readonly object[]) =>
      other.reason(WHO, 'RunInstances', {
        ImageId: 'ami-0123456789abcdef0',
        MinCount: 1,
        MaxCount: 1,
        ...(Tags.length === 0 ? {} : { TagSpecifications: [{ ResourceType: 'instance', Tags }] }),
      });
    expect(await run([])).toMatchObject({ name: 'UnauthorizedOperation' });
    expect(await run([{ Key: 'colour', Value: 'blue' }])).toMatchObject({ name: 'UnauthorizedOperation' });
    expect(await run([BLUE])).toBeNull();
  });
});
