import { describe, expect, it } from 'vitest';
import {
  ADMIN,
  BACKUP,
  BACKUP_ADMIN,
  BACKUP_KEY_HERE,
  COPIER,
  ebsLab,
  ONE_BYTE,
  SECOND_KEY,
  SOURCE_KEY,
  TARGET_KEY,
} from './ebs-lab.ts';

const NO_KEY = { KmsKeyId: undefined };
const NOTHING = { KmsKeyId: undefined, Encrypted: undefined };
const ABROAD = { ...ADMIN, region: 'eu-west-1' };
/** EBS's default key: made on its first use, so its id is not known beforehand. */
const DEFAULT = 'aws/ebs';

/** services.md section 3, "Resulting key": encryption by default is off in the lab. */
const RESULTS = [
  ['own, encrypted', 'nothing', {}, ADMIN, NOTHING, SOURCE_KEY],
  ['own, encrypted', 'Encrypted', {}, ADMIN, NO_KEY, SOURCE_KEY],
  ['own, encrypted', 'another key', {}, ADMIN, { KmsKeyId: SECOND_KEY }, SECOND_KEY],
  ['own, encrypted', 'nothing, in another Region', {}, ABROAD, NOTHING, DEFAULT],
  ['own, encrypted', 'Encrypted, in another Region', {}, ABROAD, NO_KEY, DEFAULT],
  ['own, unencrypted', 'nothing', { isPlain: true }, ADMIN, NOTHING, null],
  ['own, unencrypted', 'Encrypted', { isPlain: true }, ADMIN, NO_KEY, DEFAULT],
  ['own, unencrypted', 'Encrypted and a key', { isPlain: true }, ADMIN, { KmsKeyId: SECOND_KEY }, SECOND_KEY],
  ['shared, encrypted', 'nothing', {}, COPIER, NOTHING, DEFAULT],
  ['shared, encrypted', 'Encrypted', {}, COPIER, NO_KEY, DEFAULT],
  ['shared, encrypted', 'Encrypted and a key', {}, COPIER, {}, TARGET_KEY],
  ['shared, encrypted', 'a key in the same Region', {}, BACKUP_ADMIN, { KmsKeyId: BACKUP_KEY_HERE }, BACKUP_KEY_HERE],
  ['shared, encrypted', "the source's own key", {}, BACKUP_ADMIN, { KmsKeyId: SOURCE_KEY }, SOURCE_KEY],
  ['shared, unencrypted', 'nothing', { isPlain: true }, COPIER, NOTHING, null],
  ['shared, unencrypted', 'Encrypted', { isPlain: true }, COPIER, NO_KEY, DEFAULT],
  ['shared, unencrypted', 'Encrypted and a key', { isPlain: true }, COPIER, {}, TARGET_KEY],
] as const;

describe('the key of a copy', () => {
  it.each(RESULTS)('source %s; asked for %s', async (_, __, source: { isPlain?: boolean }, who, input, key) => {
    const ebs = await ebsLab();
    const snapshot = await ebs.sharedSnapshot(ONE_BYTE, source.isPlain === true ? {} : undefined);
    const copy = await ebs.copy(snapshot, { who, ...input });
    await ebs.advance();
    const { Snapshots } = await ebs.call(who, 'DescribeSnapshots', { SnapshotIds: [copy] });
    const [shown] = Snapshots as readonly { Encrypted: boolean; KmsKeyId?: string; State: string }[];
    expect(shown).toMatchObject({ State: 'completed', Encrypted: key !== null });
    const alias = ebs.lab.world.aliasesOfKey.get(shown?.KmsKeyId as never)?.[0];
    if (key === DEFAULT) expect(alias).toMatch(/:alias\/aws\/ebs$/);
    else expect(shown?.KmsKeyId ?? null).toBe(key);
    const reader = who === COPIER ? { ...BACKUP_ADMIN, region: COPIER.region } : who;
    expect(await ebs.read(await ebs.volumeFrom(copy, reader), reader)).toEqual(ONE_BYTE);
  });

  it('may be named by id, alias, key ARN and alias ARN', async () => {
    const ebs = await ebsLab();
    const source = await ebs.sharedSnapshot();
    const [, id] = TARGET_KEY.split('/');
    const forms = [id, 'alias/target', TARGET_KEY, `arn:aws:kms:eu-west-1:${BACKUP}:alias/target`];
    for (const KmsKeyId of forms) {
      const copy = await ebs.copy(source, { KmsKeyId });
      await ebs.advance();
      expect(await ebs.snapshotView(copy)).toMatchObject({ state: 'completed', kmsKeyArn: TARGET_KEY });
    }
  });

  it('is made, where it is aws/ebs, on the first use in the account and Region, and is the same ever after', async () => {
    const ebs = await ebsLab();
    const source = await ebs.sharedSnapshot();
    const alias = `arn:aws:kms:eu-west-1:${BACKUP}:alias/aws/ebs`;
    expect(ebs.lab.world.alias(alias)).toBeUndefined();
    const [first, second] = [await ebs.copy(source, NO_KEY), await ebs.copy(source, NO_KEY)];
    await ebs.advance();
    const keyArn = ebs.lab.world.alias(alias)?.keyArn;
    expect(keyArn).toBeDefined();
    for (const copy of [first, second]) expect(await ebs.snapshotView(copy)).toMatchObject({ kmsKeyArn: keyArn });
  });

  it.each([
    ['of another Region', SOURCE_KEY, 'wrong-region'],
    ['that does not exist', `${TARGET_KEY.slice(0, -1)}9`, 'no-such-key'],
    ['whose alias does not exist', 'alias/none', 'no-such-alias'],
    ['that is no key id at all', 'nonsense', 'malformed-identifier'],
    [
      'of an account that has not let the caller in',
      `arn:aws:kms:eu-west-1:999988887777:key/${TARGET_KEY.split('/')[1]}`,
      'no-such-key',
    ],
  ])('is looked at after the call: one %s ends the copy in error', async (_, KmsKeyId, because) => {
    const ebs = await ebsLab();
    const copy = await ebs.copy(await ebs.sharedSnapshot(), { KmsKeyId });
    expect(await ebs.snapshotView(copy)).toMatchObject({ state: 'pending', because: null });
    await ebs.next();
    expect(await ebs.snapshotView(copy)).toMatchObject({
      state: 'error',
      stateMessage: 'Given key ID is not accessible',
      because,
    });
  });
});

describe('the data key of a copy', () => {
  it.each([
    ['no key is named', NO_KEY],
    ['the key is named by its ARN', { KmsKeyId: SOURCE_KEY }],
    ['the key is named by its alias', { KmsKeyId: 'alias/source' }],
  ])("is its source's, blocks and all, with the same owner, Region and key, where %s", async (_, input) => {
    const ebs = await ebsLab();
    const source = await ebs.snapshot(await ebs.volume(ONE_BYTE));
    const copy = await ebs.copy(source, { who: ADMIN, ...input });
    await ebs.advance();
    const data = (id: string) => ebs.lab.world.snapshots.get(id)?.machine.context.data;
    expect(data(copy)).toEqual(data(source));
  });

  it.each([
    ['the key is another', { who: ADMIN, KmsKeyId: SECOND_KEY }],
    ['the account is another, with the very same key', { who: BACKUP_ADMIN, KmsKeyId: SOURCE_KEY }],
    ['the Region is another', { who: ABROAD, KmsKeyId: undefined }],
  ])('is its own, and so are its blocks, when %s', async (_, input) => {
    const ebs = await ebsLab();
    const source = await ebs.sharedSnapshot();
    const copy = await ebs.copy(source, input);
    await ebs.advance();
    expect(ebs.blocksOf(copy)).toHaveLength(1);
    expect(ebs.blocksOf(copy)).not.toEqual(ebs.blocksOf(source));
    expect(ebs.lab.world.snapshots.get(copy)?.machine.context.data?.dataKey?.boundTo).toBe(copy);
  });

  it('cannot be shared under a key that is disabled: the copy ends in error', async () => {
    const ebs = await ebsLab();
    const source = await ebs.snapshot(await ebs.volume(ONE_BYTE));
    await ebs.call(ADMIN, 'DisableKey', { KeyId: SOURCE_KEY });
    const copy = await ebs.copy(source, { who: ADMIN, KmsKeyId: undefined });
    await ebs.advance();
    expect(await ebs.snapshotView(copy)).toMatchObject({ state: 'error', because: 'key-disabled' });
  });
});

describe('a copy', () => {
  it('is a new snapshot of the caller, with a volume id that stands for none', async () => {
    const ebs = await ebsLab();
    const source = await ebs.sharedSnapshot();
    const copy = await ebs.copy(source);
    const { Snapshots } = await ebs.call(COPIER, 'DescribeSnapshots', { SnapshotIds: [copy] });
    expect(Snapshots).toMatchObject([
      {
        OwnerId: BACKUP,
        VolumeId: 'vol-ffffffff',
        VolumeSize: 1,
        State: 'pending',
        Description: `[Copied ${source} from us-east-1]`,
      },
    ]);
  });

  it('tells of its end in error by State and StateMessage', async () => {
    const ebs = await ebsLab({ shared: [] });
    const copy = await ebs.copy(await ebs.sharedSnapshot());
    await ebs.advance();
    const { Snapshots } = await ebs.call(COPIER, 'DescribeSnapshots', { SnapshotIds: [copy] });
    expect(Snapshots).toMatchObject([{ State: 'error', StateMessage: 'Given key ID is not accessible' }]);
  });

  it('is not shared with those that the source is shared with', async () => {
    const ebs = await ebsLab();
    const source = await ebs.sharedSnapshot();
    const copy = await ebs.copy(source, { who: ADMIN, KmsKeyId: SECOND_KEY });
    await ebs.advance();
    expect((await ebs.snapshotView(copy)).sharedWith).toEqual([]);
  });

  it('goes on when its source is unshared and deleted meanwhile', async () => {
    const ebs = await ebsLab();
    const source = await ebs.sharedSnapshot();
    const copy = await ebs.copy(source);
    await ebs.next();
    await ebs.call(ADMIN, 'DeleteSnapshot', { SnapshotId: source });
    await ebs.advance();
    expect(await ebs.snapshotView(copy)).toMatchObject({ state: 'completed' });
  });

  it('that is deleted on the way gives its grant back, and is gone when it would be completed', async () => {
    const ebs = await ebsLab();
    const copy = await ebs.copy(await ebs.sharedSnapshot());
    await ebs.next();
    await ebs.next();
    expect(ebs.grants).toHaveLength(1);
    await ebs.call(COPIER, 'DeleteSnapshot', { SnapshotId: copy });
    expect(await ebs.snapshotView(copy)).toMatchObject({ state: 'pending' });
    await ebs.next();
    expect(ebs.lab.world.snapshots.has(copy)).toBe(false);
    expect(ebs.grants).toHaveLength(0);
  });
});
