import { describe, expect, it } from 'vitest';
import {
  ADMIN,
  BACKUP,
  COPIER,
  type EbsLab,
  ebsLab,
  ONE_BYTE,
  PROD,
  SECOND_KEY,
  SOURCE_KEY,
  TARGET_KEY,
} from './ebs-lab.ts';

const ZONE = 'us-east-1a';
const NO_VOLUME = 'vol-0123456789abcdef0';
const NO_SNAPSHOT = 'snap-0123456789abcdef0';

/** What EC2 answers at once to a request that is wrong in itself. */
const REFUSED = [
  ['CreateVolume', {}, 'MissingParameter', 'malformed-request'],
  ['CreateVolume', { AvailabilityZone: ZONE }, 'MissingParameter', 'malformed-request'],
  ['CreateVolume', { AvailabilityZone: 'eu-west-1a', Size: 1 }, 'InvalidZone.NotFound', 'no-such-zone'],
  ['CreateVolume', { AvailabilityZone: 'us-east-1', Size: 1 }, 'InvalidZone.NotFound', 'no-such-zone'],
  ['CreateVolume', { AvailabilityZone: 'us-east-10a', Size: 1 }, 'InvalidZone.NotFound', 'no-such-zone'],
  ['CreateVolume', { AvailabilityZone: ZONE, Size: 0 }, 'InvalidParameterValue', 'invalid-parameter'],
  ['CreateVolume', { AvailabilityZone: ZONE, Size: 16_385 }, 'InvalidParameterValue', 'invalid-parameter'],
  [
    'CreateVolume',
    { AvailabilityZone: ZONE, Size: 124, VolumeType: 'st1' },
    'InvalidParameterValue',
    'invalid-parameter',
  ],
  [
    'CreateVolume',
    { AvailabilityZone: ZONE, Size: 1, VolumeType: 'gp9' },
    'InvalidParameterValue',
    'malformed-request',
  ],
  [
    'CreateVolume',
    { AvailabilityZone: ZONE, Size: 1, KmsKeyId: SOURCE_KEY },
    'InvalidParameterDependency',
    'invalid-parameter',
  ],
  ['CreateVolume', { AvailabilityZone: ZONE, SnapshotId: NO_SNAPSHOT }, 'InvalidSnapshot.NotFound', 'no-such-snapshot'],
  [
    'CreateVolume',
    { AvailabilityZone: ZONE, SnapshotId: 'snap-XYZ' },
    'InvalidSnapshotID.Malformed',
    'malformed-identifier',
  ],
  ['CreateSnapshot', { VolumeId: NO_VOLUME }, 'InvalidVolume.NotFound', 'no-such-volume'],
  ['CreateSnapshot', { VolumeId: 'snap-0123456789abcdef0' }, 'InvalidVolumeID.Malformed', 'malformed-identifier'],
  ['DeleteVolume', { VolumeId: 'vol-0123' }, 'InvalidVolumeID.Malformed', 'malformed-identifier'],
  ['DeleteSnapshot', { SnapshotId: NO_SNAPSHOT }, 'InvalidSnapshot.NotFound', 'no-such-snapshot'],
  ['DeleteSnapshot', {}, 'MissingParameter', 'malformed-request'],
  ['DescribeSnapshots', { SnapshotIds: ['snap-'] }, 'InvalidSnapshotID.Malformed', 'malformed-identifier'],
  ['DescribeSnapshots', { SnapshotIds: [NO_SNAPSHOT] }, 'InvalidSnapshot.NotFound', 'no-such-snapshot'],
  [
    'DescribeSnapshots',
    { Filters: [{ Name: 'colour', Values: ['red'] }] },
    'InvalidParameterValue',
    'invalid-parameter',
  ],
  [
    'DescribeSnapshots',
    { Filters: [{ Name: 'constructor', Values: ['*'] }] },
    'InvalidParameterValue',
    'invalid-parameter',
  ],
  ['DescribeSnapshots', { MaxResults: 4 }, 'InvalidParameterValue', 'malformed-request'],
  ['DescribeSnapshots', { NextToken: 'made up' }, 'InvalidParameterValue', 'invalid-marker'],
  ['DescribeVolumes', { VolumeIds: [NO_VOLUME] }, 'InvalidVolume.NotFound', 'no-such-volume'],
  ['CopySnapshot', { SourceSnapshotId: NO_SNAPSHOT }, 'MissingParameter', 'malformed-request'],
  [
    'CopySnapshot',
    { SourceRegion: 'moon', SourceSnapshotId: NO_SNAPSHOT },
    'InvalidParameterValue',
    'invalid-parameter',
  ],
  [
    'CopySnapshot',
    { SourceRegion: 'cn-north-1', SourceSnapshotId: NO_SNAPSHOT },
    'InvalidParameterValue',
    'invalid-parameter',
  ],
  [
    'CopySnapshot',
    { SourceRegion: 'us-east-1', SourceSnapshotId: NO_SNAPSHOT },
    'InvalidSnapshot.NotFound',
    'no-such-snapshot',
  ],
  [
    'CopySnapshot',
    { SourceRegion: 'us-east-1', SourceSnapshotId: 'snapshot' },
    'InvalidSnapshotID.Malformed',
    'malformed-identifier',
  ],
] as const;

describe('EC2', () => {
  it.each(REFUSED)('refuses %s %j with %s', async (operation, input, name, because) => {
    const ebs = await ebsLab();
    const before = ebs.store.journal().length;
    expect(await ebs.reason(ADMIN, operation, input)).toEqual({ name, because });
    const added = ebs.store
      .journal()
      .slice(before)
      .map(({ fact }) => fact.type);
    expect(added).toEqual(['recorded']); // nothing else came of it
  });

  it.each([
    ['CreateVolume', () => ({ AvailabilityZone: ZONE, Size: 1 })],
    ['CreateSnapshot', (volume: string) => ({ VolumeId: volume })],
    ['DeleteVolume', (volume: string) => ({ VolumeId: volume })],
    ['DescribeSnapshots', () => ({})],
    ['CopySnapshot', () => ({ SourceRegion: 'us-east-1', SourceSnapshotId: NO_SNAPSHOT })],
  ] as const)('does nothing in a dry run of %s but say that it would', async (operation, input) => {
    const ebs = await ebsLab({ copier: [{ Action: ['kms:*'], Resource: '*' }] });
    const volume = await ebs.volume(ONE_BYTE);
    const before = ebs.store.journal().length;
    const request = { ...input(volume), DryRun: true };
    expect(await ebs.reason(ADMIN, operation, request)).toEqual({ name: 'DryRunOperation', because: 'dry-run' });
    expect(ebs.store.journal()).toHaveLength(before + 1);
    expect(await ebs.reason(COPIER, operation, request)).toMatchObject({ name: 'UnauthorizedOperation' });
  });
});

describe('CopySnapshot', () => {
  it('wants the source completed', async () => {
    const ebs = await ebsLab();
    const { SnapshotId } = await ebs.call(ADMIN, 'CreateSnapshot', { VolumeId: await ebs.volume(ONE_BYTE) });
    const input = { SourceRegion: 'us-east-1', SourceSnapshotId: SnapshotId };
    const notYet = { name: 'IncorrectState', because: 'snapshot-not-completed' };
    expect(await ebs.reason(ADMIN, 'CopySnapshot', input)).toEqual(notYet);
  });

  it.each([
    ['a key without Encrypted', { KmsKeyId: TARGET_KEY }, 'InvalidParameterDependency'],
    ['a key with Encrypted false', { KmsKeyId: TARGET_KEY, Encrypted: false }, 'InvalidParameterDependency'],
    ['an unencrypted copy of an encrypted snapshot', { Encrypted: false }, 'InvalidParameterValue'],
  ] as const)('refuses %s', async (_, key, name) => {
    const ebs = await ebsLab();
    const input = { SourceRegion: 'us-east-1', SourceSnapshotId: await ebs.sharedSnapshot(), ...key };
    expect(await ebs.reason(COPIER, 'CopySnapshot', input)).toEqual({ name, because: 'invalid-parameter' });
  });

  it('takes 20 copies at once into a Region, and the next when one has ended', async () => {
    const ebs = await ebsLab();
    const source = await ebs.sharedSnapshot();
    for (let n = 0; n < 20; n++) await ebs.copy(source);
    const input = { SourceRegion: 'us-east-1', SourceSnapshotId: source };
    const full = { name: 'ResourceLimitExceeded', because: 'limit-exceeded' };
    expect(await ebs.reason(COPIER, 'CopySnapshot', input)).toEqual(full);
    expect(await ebs.reason(ADMIN, 'CopySnapshot', input)).toBeNull(); // another account, another Region
    await ebs.advance();
    expect(await ebs.reason(COPIER, 'CopySnapshot', input)).toBeNull();
  });

  it('no longer counts a copy that ended in error', async () => {
    const ebs = await ebsLab();
    const source = await ebs.sharedSnapshot();
    for (let n = 0; n < 20; n++) await ebs.copy(source, { KmsKeyId: 'alias/none' });
    await ebs.next();
    await ebs.advance(0);
    expect(
      await ebs.reason(COPIER, 'CopySnapshot', { SourceRegion: 'us-east-1', SourceSnapshotId: source }),
    ).toBeNull();
  });
});

async function ids(ebs: EbsLab, who: typeof ADMIN, input: object): Promise<readonly string[]> {
  const { Snapshots } = await ebs.call(who, 'DescribeSnapshots', input);
  return (Snapshots as readonly { SnapshotId: string }[]).map(({ SnapshotId }) => SnapshotId);
}

describe('DescribeSnapshots', () => {
  it('shows own and shared snapshots of the Region, by owner and by who may restore', async () => {
    const ebs = await ebsLab();
    const shared = await ebs.sharedSnapshot();
    const own = await ebs.snapshot(await ebs.volume(ONE_BYTE, {}));
    const there = { ...COPIER, region: 'us-east-1' };
    const rows = [
      [ADMIN, {}, [shared, own]],
      [ADMIN, { OwnerIds: ['self'] }, [shared, own]],
      [ADMIN, { OwnerIds: [BACKUP] }, []],
      [ADMIN, { OwnerIds: ['amazon'] }, []],
      [ADMIN, { RestorableByUserIds: [BACKUP] }, [shared]],
      [ADMIN, { RestorableByUserIds: ['all'] }, []],
      [{ ...ADMIN, region: 'eu-west-1' }, {}, []],
      [there, {}, [shared]],
      [there, { OwnerIds: ['self'] }, []],
      [there, { OwnerIds: [PROD] }, [shared]],
      [there, { RestorableByUserIds: ['self'] }, [shared]],
    ] as const;
    for (const [who, input, expected] of rows)
      expect(await ids(ebs, who, input), JSON.stringify(input)).toEqual(expected);
  });

  it('filters by what a snapshot is, with * and ? as wildcards', async () => {
    const ebs = await ebsLab();
    const volume = await ebs.volume(ONE_BYTE);
    const a = await ebs.call(ADMIN, 'CreateSnapshot', { VolumeId: volume, Description: 'nightly (1)' });
    await ebs.advance();
    const b = await ebs.call(ADMIN, 'CreateSnapshot', { VolumeId: volume, Description: 'weekly' });
    const rows = [
      [[{ Name: 'status', Values: ['completed'] }], [a.SnapshotId]],
      [[{ Name: 'status', Values: ['completed', 'pending'] }], [a.SnapshotId, b.SnapshotId]],
      [[{ Name: 'progress', Values: ['100%'] }], [a.SnapshotId]],
      [[{ Name: 'description', Values: ['*ly*'] }], [a.SnapshotId, b.SnapshotId]],
      [[{ Name: 'description', Values: ['nightly (?)'] }], [a.SnapshotId]],
      [[{ Name: 'description', Values: ['nightly .1.'] }], []],
      [
        [
          { Name: 'encrypted', Values: ['true'] },
          { Name: 'status', Values: ['pending'] },
        ],
        [b.SnapshotId],
      ],
      [[{ Name: 'encrypted', Values: ['false'] }], []],
      [
        [
          { Name: 'volume-id', Values: [volume] },
          { Name: 'volume-size', Values: ['1'] },
        ],
        [a.SnapshotId, b.SnapshotId],
      ],
      [[{ Name: 'snapshot-id', Values: [String(b.SnapshotId)] }], [b.SnapshotId]],
    ] as const;
    for (const [Filters, expected] of rows) expect(await ids(ebs, ADMIN, { Filters })).toEqual(expected);
  });

  it('gives pages of MaxResults, each snapshot once', async () => {
    const ebs = await ebsLab();
    const volume = await ebs.volume(ONE_BYTE);
    for (let n = 0; n < 12; n++) await ebs.call(ADMIN, 'CreateSnapshot', { VolumeId: volume });
    const seen: string[] = [];
    let NextToken: string | undefined;
    do {
      const page = await ebs.call(ADMIN, 'DescribeSnapshots', { MaxResults: 5, ...(NextToken && { NextToken }) });
      seen.push(...(page.Snapshots as readonly { SnapshotId: string }[]).map(({ SnapshotId }) => SnapshotId));
      NextToken = page.NextToken as string | undefined;
    } while (NextToken !== undefined);
    expect(seen).toEqual(await ids(ebs, ADMIN, {}));
    expect(new Set(seen).size).toBe(12);
  });
});

describe('DescribeVolumes', () => {
  it('shows the account’s own volumes of the Region, filtered', async () => {
    const ebs = await ebsLab();
    const plain = await ebs.volume(ONE_BYTE, {});
    const encrypted = await ebs.volume(ONE_BYTE, { Encrypted: true, KmsKeyId: SECOND_KEY });
    const shown = async (who: typeof ADMIN, ...Filters: readonly object[]) =>
      ((await ebs.call(who, 'DescribeVolumes', { Filters })).Volumes as { VolumeId: string }[]).map((v) => v.VolumeId);
    expect(await shown(ADMIN)).toEqual([plain, encrypted]);
    expect(await shown(ADMIN, { Name: 'encrypted', Values: ['true'] })).toEqual([encrypted]);
    expect(await shown(ADMIN, { Name: 'status', Values: ['avail*'] })).toEqual([plain, encrypted]);
    expect(await shown({ ...ADMIN, region: 'eu-west-1' })).toEqual([]);
    expect(await shown({ ...COPIER, region: 'us-east-1' })).toEqual([]);
  });
});
