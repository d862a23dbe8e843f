import { beforeEach, describe, expect, it } from 'vitest';
import { ADMIN, arnOf, type Caller, DAY, labWith, START, type TestLab } from '../../helpers/lab-with.ts';
import { FOREVER, material, wrapped } from './imported-lab.ts';

const WEST: Caller = { ...ADMIN, region: 'eu-west-1' };
const NORTH: Caller = { ...ADMIN, region: 'eu-north-1' };
const PLAIN = Uint8Array.of(1, 2, 3);
let test: TestLab;
let KeyId: string;
beforeEach(async () => {
  test = await labWith();
  KeyId = await test.key({ MultiRegion: true });
});

const arnIn = ({ region }: Caller) => arnOf(KeyId, { region });
const metadata = async (caller: Caller = ADMIN) =>
  (await test.ok('DescribeKey', { KeyId }, caller)).KeyMetadata as Record<string, unknown>;
const state = async (caller: Caller) => (await metadata(caller)).KeyState;
const replicate = async (caller: Caller, over: object = {}) => {
  const made = await test.ok('ReplicateKey', { KeyId, ReplicaRegion: caller.region, ...over });
  await test.pass(60_000);
  return made;
};
const rotations = async (caller: Caller) =>
  (await test.ok('ListKeyRotations', { KeyId, IncludeKeyMaterial: 'ALL_KEY_MATERIAL' }, caller)).Rotations as {
    KeyMaterialId: string;
    KeyMaterialState: string;
  }[];
const events = async (eventName: string) =>
  (await test.lab.ask({ type: 'trail' }))
    .map(({ record }) => record)
    .filter((record) => record.eventName === eventName);

describe('a multi-Region key (keys.md section 11)', () => {
  it('has an id that says so, and is a primary without replicas at first', async () => {
    expect(KeyId).toMatch(/^mrk-[0-9a-f]{32}$/);
    expect(await metadata()).toMatchObject({
      MultiRegion: true,
      MultiRegionConfiguration: {
        MultiRegionKeyType: 'PRIMARY',
        PrimaryKey: { Arn: arnIn(ADMIN), Region: 'us-east-1' },
        ReplicaKeys: [],
      },
    });
  });

  it('has replicas that are made in a moment, with the same id and material', async () => {
    const Description = 'there';
    const { ReplicaKeyMetadata, ReplicaTags } = await test.ok('ReplicateKey', {
      KeyId,
      ReplicaRegion: 'eu-west-1',
      Description,
      Tags: [{ TagKey: 'a', TagValue: 'b' }],
    });
    expect(ReplicaKeyMetadata).toMatchObject({ Arn: arnIn(WEST), KeyId, KeyState: 'Creating', Description });
    expect(ReplicaTags).toEqual([{ TagKey: 'a', TagValue: 'b' }]);
    expect(await test.refusal('Encrypt', { KeyId, Plaintext: PLAIN }, WEST)).toEqual([
      'KMSInvalidStateException',
      `${arnIn(WEST)} is creating.`,
    ]);
    await test.pass(60_000);
    expect(await state(WEST)).toBe('Enabled');
    expect((await metadata(WEST)).CurrentKeyMaterialId).toBe((await metadata()).CurrentKeyMaterialId);
    const configuration = {
      PrimaryKey: { Arn: arnIn(ADMIN), Region: 'us-east-1' },
      ReplicaKeys: [{ Arn: arnIn(WEST), Region: 'eu-west-1' }],
    };
    expect(await metadata()).toMatchObject({
      MultiRegionConfiguration: { MultiRegionKeyType: 'PRIMARY', ...configuration },
    });
    expect(await metadata(WEST)).toMatchObject({
      MultiRegionConfiguration: { MultiRegionKeyType: 'REPLICA', ...configuration },
    });
  });

  it('opens in one Region what was encrypted in another', async () => {
    await replicate(WEST);
    const EncryptionContext = { tenant: '7' };
    const { CiphertextBlob } = await test.ok('Encrypt', { KeyId, Plaintext: PLAIN, EncryptionContext }, WEST);
    const opened = await test.ok('Decrypt', { CiphertextBlob, EncryptionContext });
    expect(opened).toMatchObject({ Plaintext: PLAIN, KeyId: arnIn(ADMIN) });
    expect((await test.refusal('Decrypt', { CiphertextBlob, EncryptionContext }, NORTH))[0]).toBe(
      'AccessDeniedException',
    );
  });

  it.each([
    ['has a related key', async () => void (await replicate(WEST)), 'AlreadyExistsException'],
    [
      'has one that is pending deletion',
      async () => {
        await replicate(WEST);
        await test.ok('ScheduleKeyDeletion', { KeyId }, WEST);
      },
      'AlreadyExistsException',
    ],
  ])('is not replicated into a Region that %s', async (_, before, error) => {
    await before();
    expect((await test.refusal('ReplicateKey', { KeyId, ReplicaRegion: 'eu-west-1' }))[0]).toBe(error);
  });

  it('is replicated from its primary alone, into no other partition, and never from a single-Region key', async () => {
    await replicate(WEST);
    const input = { KeyId, ReplicaRegion: 'eu-north-1' };
    expect((await test.refusal('ReplicateKey', input, WEST))[0]).toBe('UnsupportedOperationException');
    const single = await test.key();
    expect((await test.refusal('ReplicateKey', { ...input, KeyId: single }))[0]).toBe('UnsupportedOperationException');
    for (const ReplicaRegion of ['cn-north-1', 'xx-nowhere-1', 'us-east-1']) {
      const [name] = await test.refusal('ReplicateKey', { KeyId, ReplicaRegion });
      expect(name).toBe(ReplicaRegion === 'us-east-1' ? 'AlreadyExistsException' : 'ValidationException');
    }
  });

  it('keeps description, policy, tags, aliases, grants and state to each key', async () => {
    await test.ok('UpdateKeyDescription', { KeyId, Description: 'here' });
    await test.ok('TagResource', { KeyId, Tags: [{ TagKey: 'a', TagValue: 'b' }] });
    await replicate(WEST);
    expect((await metadata(WEST)).Description).toBe('');
    expect((await test.ok('ListResourceTags', { KeyId }, WEST)).Tags).toEqual([]);
    await test.ok('DisableKey', { KeyId });
    expect([await state(ADMIN), await state(WEST)]).toEqual(['Disabled', 'Enabled']);
  });

  it('writes ReplicateKey in the primary’s Region and CreateKey in the replica’s', async () => {
    await replicate(WEST);
    const [replicated] = await events('ReplicateKey');
    expect(replicated).toMatchObject({
      awsRegion: 'us-east-1',
      responseElements: { replicaKeyMetadata: { keyId: KeyId } },
    });
    const created = (await events('CreateKey')).find(({ awsRegion }) => awsRegion === 'eu-west-1');
    expect(created).toMatchObject({
      resources: [{ ARN: arnIn(WEST) }],
      userIdentity: { invokedBy: 'kms.amazonaws.com' },
    });
  });
});

describe('rotation of related keys', () => {
  it('is set on the primary, and shows on the replicas', async () => {
    await replicate(WEST);
    for (const operation of ['EnableKeyRotation', 'DisableKeyRotation', 'RotateKeyOnDemand']) {
      expect((await test.refusal(operation, { KeyId }, WEST))[0]).toBe('UnsupportedOperationException');
    }
    await test.ok('EnableKeyRotation', { KeyId, RotationPeriodInDays: 90 });
    const status = await test.ok('GetKeyRotationStatus', { KeyId });
    expect(status).toMatchObject({ KeyRotationEnabled: true, RotationPeriodInDays: 90 });
    expect(await test.ok('GetKeyRotationStatus', { KeyId }, WEST)).toEqual(status);
    await replicate(NORTH);
    expect(await test.ok('GetKeyRotationStatus', { KeyId }, NORTH)).toEqual(status);
    await test.ok('DisableKeyRotation', { KeyId });
    expect(await test.ok('GetKeyRotationStatus', { KeyId }, NORTH)).toMatchObject({ KeyRotationEnabled: false });
    expect((await events('SynchronizeMultiRegionKey')).map(({ awsRegion }) => awsRegion).sort()).toEqual([
      'eu-north-1',
      'eu-west-1',
      'eu-west-1',
    ]);
  });

  it('brings the new material to all of them, once, and what each encrypts the others open', async () => {
    await replicate(WEST);
    await test.ok('EnableKeyRotation', { KeyId, RotationPeriodInDays: 90 });
    await test.pass(181 * DAY);
    const primary = await rotations(ADMIN);
    expect(primary).toHaveLength(3);
    expect(await rotations(WEST)).toEqual(primary);
    expect(await events('RotateKey')).toHaveLength(2);
    const { CiphertextBlob } = await test.ok('Encrypt', { KeyId, Plaintext: PLAIN });
    expect(await test.ok('Decrypt', { CiphertextBlob }, WEST)).toMatchObject({
      Plaintext: PLAIN,
      KeyMaterialId: primary[2]?.KeyMaterialId,
    });
  });

  it('on demand reaches them too', async () => {
    await replicate(WEST);
    await test.ok('RotateKeyOnDemand', { KeyId });
    expect(await test.ok('GetKeyRotationStatus', { KeyId }, WEST)).toHaveProperty('OnDemandRotationStartDate');
    await test.pass(60_000);
    expect(await rotations(WEST)).toEqual(await rotations(ADMIN));
    expect(await test.ok('GetKeyRotationStatus', { KeyId }, WEST)).not.toHaveProperty('OnDemandRotationStartDate');
  });
});

it('a replica that is being made is not hurried by a change of its primary key, and has that change at its end', async () => {
  await test.ok('ReplicateKey', { KeyId, ReplicaRegion: 'eu-west-1' });
  await test.ok('EnableKeyRotation', { KeyId, RotationPeriodInDays: 90 });
  expect(await state(WEST)).toBe('Creating');
  expect(await events('SynchronizeMultiRegionKey')).toEqual([]);
  await test.pass(60_000);
  expect(await state(WEST)).toBe('Enabled');
  expect(await test.ok('GetKeyRotationStatus', { KeyId }, WEST)).toMatchObject({ RotationPeriodInDays: 90 });
});

describe('UpdatePrimaryRegion', () => {
  it('leaves the set one primary key at any moment, also for a replica that is made meanwhile', async () => {
    await replicate(WEST);
    await test.ok('UpdatePrimaryRegion', { KeyId, PrimaryRegion: 'eu-west-1' });
    await test.pass(5_000);
    await test.lab.act({ type: 'advance', by: 0 });
    const primaries = async () => {
      const kinds = await Promise.all(
        [ADMIN, WEST].map(async (caller) => (await metadata(caller)).MultiRegionConfiguration),
      );
      return kinds.filter((kind) => (kind as { MultiRegionKeyType: string }).MultiRegionKeyType === 'PRIMARY').length;
    };
    expect(await primaries()).toBe(1);
    await test.lab.act({ type: 'advanceToNext' });
    expect([await primaries(), await state(ADMIN), await state(WEST)]).toEqual([1, 'Enabled', 'Enabled']);
  });

  it('makes both keys Updating for a moment, and then they have changed roles', async () => {
    await replicate(WEST);
    await replicate(NORTH);
    await test.ok('EnableKeyRotation', { KeyId, RotationPeriodInDays: 90 });
    expect(await test.ok('UpdatePrimaryRegion', { KeyId, PrimaryRegion: 'eu-west-1' })).toEqual({});
    expect([await state(ADMIN), await state(WEST), await state(NORTH)]).toEqual(['Updating', 'Updating', 'Enabled']);
    await test.ok('UpdatePrimaryRegion', { KeyId, PrimaryRegion: 'eu-west-1' });
    await test.ok('Encrypt', { KeyId, Plaintext: PLAIN });
    expect((await test.refusal('ScheduleKeyDeletion', { KeyId }))[0]).toBe('KMSInvalidStateException');
    await test.pass(60_000);
    for (const caller of [ADMIN, WEST, NORTH]) {
      expect((await metadata(caller)).MultiRegionConfiguration).toMatchObject({
        MultiRegionKeyType: caller === WEST ? 'PRIMARY' : 'REPLICA',
        PrimaryKey: { Arn: arnIn(WEST), Region: 'eu-west-1' },
      });
    }
    await test.pass(90 * DAY);
    expect((await events('RotateKey')).map(({ awsRegion }) => awsRegion)).toEqual(['eu-west-1']);
    expect(await rotations(ADMIN)).toEqual(await rotations(WEST));
    expect((await test.refusal('UpdatePrimaryRegion', { KeyId, PrimaryRegion: 'eu-north-1' }))[0]).toBe(
      'UnsupportedOperationException',
    );
  });

  it('to another Region waits until the one under way is over', async () => {
    await replicate(WEST);
    await replicate(NORTH);
    await test.ok('UpdatePrimaryRegion', { KeyId, PrimaryRegion: 'eu-west-1' });
    expect(await test.refusal('UpdatePrimaryRegion', { KeyId, PrimaryRegion: 'eu-north-1' })).toEqual([
      'KMSInvalidStateException',
      `${arnIn(ADMIN)} is updating.`,
    ]);
    await test.pass(60_000);
    expect([await state(ADMIN), await state(WEST), await state(NORTH)]).toEqual(['Enabled', 'Enabled', 'Enabled']);
    await test.ok('UpdatePrimaryRegion', { KeyId, PrimaryRegion: 'eu-north-1' }, WEST);
  });

  it.each([
    ['its own Region', 'us-east-1', 'ValidationException'],
    ['a Region without a replica', 'eu-north-1', 'NotFoundException'],
  ])('is refused for %s', async (_, PrimaryRegion, error) => {
    await replicate(WEST);
    expect((await test.refusal('UpdatePrimaryRegion', { KeyId, PrimaryRegion }))[0]).toBe(error);
  });
});

describe('deletion of related keys', () => {
  it('of a replica that is still being made can be called off, and it then works', async () => {
    await test.ok('ReplicateKey', { KeyId, ReplicaRegion: 'eu-west-1' });
    await test.ok('ScheduleKeyDeletion', { KeyId }, WEST);
    await test.pass(60_000);
    await test.ok('CancelKeyDeletion', { KeyId }, WEST);
    await test.ok('EnableKey', { KeyId }, WEST);
    const { CiphertextBlob } = await test.ok('Encrypt', { KeyId, Plaintext: PLAIN }, WEST);
    expect((await test.ok('Decrypt', { CiphertextBlob })).Plaintext).toEqual(PLAIN);
  });

  it('a primary waits for its replicas, and its window begins when the last is gone', async () => {
    await replicate(WEST);
    const scheduled = await test.ok('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 });
    expect(scheduled).toEqual({ KeyId: arnIn(ADMIN), KeyState: 'PendingReplicaDeletion', PendingWindowInDays: 7 });
    expect(await metadata()).toMatchObject({ KeyState: 'PendingReplicaDeletion', PendingDeletionWindowInDays: 7 });
    expect(await metadata()).not.toHaveProperty('DeletionDate');
    await test.pass(30 * DAY);
    expect(await state(ADMIN)).toBe('PendingReplicaDeletion');
    await test.ok('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 10 }, WEST);
    await test.pass(10 * DAY);
    expect((await test.refusal('DescribeKey', { KeyId }, WEST))[0]).toBe('NotFoundException');
    const DeletionDate = (await metadata()).DeletionDate as number;
    expect(await metadata()).toMatchObject({ KeyState: 'PendingDeletion' });
    expect(DeletionDate * 1000 - START).toBeGreaterThanOrEqual(47 * DAY);
    await test.pass(7 * DAY);
    expect((await test.refusal('DescribeKey', { KeyId }))[0]).toBe('NotFoundException');
  });

  it('can be called off while a primary waits', async () => {
    await replicate(WEST);
    await test.ok('ScheduleKeyDeletion', { KeyId });
    expect((await test.refusal('Encrypt', { KeyId, Plaintext: PLAIN }))[0]).toBe('KMSInvalidStateException');
    await test.ok('Encrypt', { KeyId, Plaintext: PLAIN }, WEST);
    await test.ok('CancelKeyDeletion', { KeyId });
    expect(await state(ADMIN)).toBe('Disabled');
  });

  it('of a replica lets it be made again', async () => {
    await replicate(WEST);
    const { CiphertextBlob } = await test.ok('Encrypt', { KeyId, Plaintext: PLAIN }, WEST);
    await test.ok('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 }, WEST);
    await test.pass(7 * DAY);
    await replicate(WEST);
    expect((await test.ok('Decrypt', { CiphertextBlob }, WEST)).Plaintext).toEqual(PLAIN);
  });
});

describe('multi-Region keys with imported material', () => {
  const put = async (n: number, caller: Caller, over: object = {}) =>
    test.call(
      'ImportKeyMaterial',
      { ...(await wrapped(test, KeyId, material(n), { caller })), ...FOREVER, ...over },
      caller,
    );
  const ok = async (n: number, caller: Caller, over: object = {}) => {
    const { reply } = await put(n, caller, over);
    expect(reply).toMatchObject({ ok: true });
  };
  const NEW = { ImportType: 'NEW_KEY_MATERIAL' };
  beforeEach(async () => {
    KeyId = await test.key({ MultiRegion: true, Origin: 'EXTERNAL' });
    await ok(1, ADMIN);
    await replicate(WEST);
  });

  it('a replica waits for the same material, and takes no other', async () => {
    expect(await state(WEST)).toBe('PendingImport');
    expect((await put(2, WEST)).reply).toMatchObject({ error: { name: 'IncorrectKeyMaterialException' } });
    expect((await put(2, WEST, NEW)).reply).toMatchObject({ error: { name: 'IncorrectKeyMaterialException' } });
    await ok(1, WEST);
    const { CiphertextBlob } = await test.ok('Encrypt', { KeyId, Plaintext: PLAIN }, WEST);
    expect((await test.ok('Decrypt', { CiphertextBlob })).Plaintext).toEqual(PLAIN);
  });

  it('new material is rotated in when every replica has it', async () => {
    await ok(1, WEST);
    await ok(2, ADMIN, NEW);
    const states = async (caller: Caller) => (await rotations(caller)).map(({ KeyMaterialState }) => KeyMaterialState);
    expect(await states(ADMIN)).toEqual(['CURRENT', 'PENDING_MULTI_REGION_IMPORT_AND_ROTATION']);
    expect((await test.refusal('RotateKeyOnDemand', { KeyId }))[0]).toBe('KMSInvalidStateException');
    await ok(2, WEST);
    expect(await states(ADMIN)).toEqual(['CURRENT', 'PENDING_ROTATION']);
    await test.ok('RotateKeyOnDemand', { KeyId });
    await test.pass(60_000);
    expect([await states(ADMIN), await states(WEST)]).toEqual([
      ['NON_CURRENT', 'CURRENT'],
      ['NON_CURRENT', 'CURRENT'],
    ]);
    expect([await state(ADMIN), await state(WEST)]).toEqual(['Enabled', 'Enabled']);
    const { CiphertextBlob } = await test.ok('Encrypt', { KeyId, Plaintext: PLAIN });
    expect((await test.ok('Decrypt', { CiphertextBlob }, WEST)).Plaintext).toEqual(PLAIN);
  });

  it('deleting what waits in the primary deletes it in the replicas; in a replica, there alone', async () => {
    await ok(1, WEST);
    await ok(2, ADMIN, NEW);
    await ok(2, WEST);
    const pending = (await rotations(ADMIN))[1]?.KeyMaterialId;
    await test.ok('DeleteImportedKeyMaterial', { KeyId, KeyMaterialId: pending }, WEST);
    expect([(await rotations(ADMIN)).length, (await rotations(WEST)).length]).toEqual([2, 1]);
    await ok(2, WEST);
    await test.ok('DeleteImportedKeyMaterial', { KeyId, KeyMaterialId: pending });
    expect([(await rotations(ADMIN)).length, (await rotations(WEST)).length]).toEqual([1, 1]);
  });
});
