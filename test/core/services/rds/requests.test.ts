import { describe, expect, it } from 'vitest';
import { isTold } from '../../../helpers/sightings.ts';
import { ADMIN, CLERK, FAR_KEY, RECOVERER, RECOVERY, rdsLab, SOURCE_KEY, TARGET_KEY, TEXT } from './rds-lab.ts';

const NEW = { DBInstanceIdentifier: 'orders', DBInstanceClass: 'db.t3.micro', Engine: 'postgres' };

describe('requests that RDS refuses', () => {
  it.each([
    ['CreateDBInstance', { DBInstanceIdentifier: 'orders' }, 'MissingParameter', 'malformed-request'],
    ['CreateDBInstance', { ...NEW, DBInstanceIdentifier: '-orders' }, 'InvalidParameterValue', 'malformed-identifier'],
    ['CreateDBInstance', { ...NEW, Engine: 'dbase' }, 'InvalidParameterValue', 'invalid-parameter'],
    ['CreateDBInstance', { ...NEW, KmsKeyId: SOURCE_KEY }, 'InvalidParameterCombination', 'invalid-parameter'],
    ['DescribeDBInstances', { DBInstanceIdentifier: 'nobody' }, 'DBInstanceNotFound', 'no-such-database'],
    ['DescribeDBInstances', { Marker: 'x' }, 'InvalidParameterValue', 'invalid-marker'],
    ['DescribeDBInstances', { Filters: [{ Name: 'x', Values: ['y'] }] }, 'InvalidParameterValue', 'invalid-parameter'],
    ['DescribeDBSnapshots', { DBSnapshotIdentifier: 'none' }, 'DBSnapshotNotFound', 'no-such-db-snapshot'],
    ['DeleteDBSnapshot', { DBSnapshotIdentifier: 'none' }, 'DBSnapshotNotFound', 'no-such-db-snapshot'],
    ['ListTagsForResource', { ResourceName: 'orders' }, 'InvalidParameterValue', 'malformed-identifier'],
  ] as const)('%s %j: %s', async (operation, input, name, because) => {
    expect(await (await rdsLab()).reason(ADMIN, operation, input)).toEqual({ name, because });
  });

  it('a second instance or snapshot of one name', async () => {
    const rds = await rdsLab();
    await rds.database();
    await rds.snapshot();
    expect((await rds.refusal(ADMIN, 'CreateDBInstance', NEW)).name).toBe('DBInstanceAlreadyExists');
    const again = { DBSnapshotIdentifier: 'Nightly', DBInstanceIdentifier: 'orders' };
    expect((await rds.refusal(ADMIN, 'CreateDBSnapshot', again)).name).toBe('DBSnapshotAlreadyExists');
  });

  it('an unencrypted instance stays so where it is: ModifyDBInstance has no member for it', async () => {
    const rds = await rdsLab();
    await rds.database('plain', {});
    const input = { DBInstanceIdentifier: 'plain', StorageEncrypted: true, KmsKeyId: SOURCE_KEY };
    await rds.call(ADMIN, 'ModifyDBInstance', input); // what AWS does not know, it does not read
    const { DBInstances } = await rds.call(ADMIN, 'DescribeDBInstances');
    expect(DBInstances).toMatchObject([{ StorageEncrypted: false }]);
  });

  it('a deletion that says nothing of a last snapshot, or of a protected instance', async () => {
    const rds = await rdsLab();
    await rds.database('orders', { DeletionProtection: true });
    const orders = { DBInstanceIdentifier: 'orders' };
    expect((await rds.refusal(ADMIN, 'DeleteDBInstance', orders)).name).toBe('InvalidParameterCombination');
    const skip = { ...orders, SkipFinalSnapshot: true };
    expect((await rds.refusal(ADMIN, 'DeleteDBInstance', skip)).because).toBe('deletion-protected');
    await rds.call(ADMIN, 'ModifyDBInstance', { ...orders, DeletionProtection: false });
    await rds.call(ADMIN, 'DeleteDBInstance', { ...orders, FinalDBSnapshotIdentifier: 'last' });
    await rds.pass();
    expect(await rds.snapshotStatus('last')).toBe('available');
    expect(rds.lab.world.databases.size).toBe(0);
  });

  it('a caller without kms:CreateGrant on the key', async () => {
    const rds = await rdsLab();
    const input = { ...NEW, StorageEncrypted: true, KmsKeyId: SOURCE_KEY };
    const refused = { name: 'KMSKeyNotAccessibleFault', because: 'no-identity-policy-statement' };
    expect(await rds.reason(CLERK, 'CreateDBInstance', input)).toEqual(refused);
  });

  it('a caller without rds:CreateDBInstance, in IAM’s words', async () => {
    const rds = await rdsLab();
    const nobody = { ...ADMIN, as: ADMIN.as.replace('admin', 'nobody') };
    const { reply } = await rds.outcome(nobody, 'CreateDBInstance', NEW);
    expect(reply).toMatchObject({
      ok: false,
      error: {
        name: 'AccessDenied',
        message:
          'User: arn:aws:sts::111122223333:assumed-role/nobody/kmslab is not authorized to perform: rds:CreateDBInstance on resource: arn:aws:rds:us-east-1:111122223333:db:orders because no identity-based policy allows the rds:CreateDBInstance action',
      },
    });
  });
});

describe('sharing', () => {
  const share = (ValuesToAdd: readonly string[]) => ({
    DBSnapshotIdentifier: 'nightly',
    AttributeName: 'restore',
    ValuesToAdd,
  });

  it('is refused under aws/rds, publicly where encrypted, and with more than twenty accounts', async () => {
    const rds = await rdsLab();
    await rds.database('usual', { StorageEncrypted: true });
    await rds.snapshot('of-usual', 'usual');
    expect(
      await rds.reason(ADMIN, 'ModifyDBSnapshotAttribute', { ...share([RECOVERY]), DBSnapshotIdentifier: 'of-usual' }),
    ).toEqual({ name: 'InvalidParameterValue', because: 'default-key-cannot-be-shared' });
    await rds.database();
    await rds.snapshot();
    expect((await rds.refusal(ADMIN, 'ModifyDBSnapshotAttribute', share(['all']))).because).toBe(
      'encrypted-cannot-be-public',
    );
    const accounts = Array.from({ length: 21 }, (_, n) => String(200_000_000_000 + n));
    expect((await rds.refusal(ADMIN, 'ModifyDBSnapshotAttribute', share(accounts))).name).toBe(
      'SharedSnapshotQuotaExceeded',
    );
    await rds.call(ADMIN, 'ModifyDBSnapshotAttribute', share(accounts.slice(1)));
    const { DBSnapshotAttributesResult } = await rds.call(ADMIN, 'DescribeDBSnapshotAttributes', {
      DBSnapshotIdentifier: 'nightly',
    });
    expect(DBSnapshotAttributesResult).toEqual({
      DBSnapshotIdentifier: 'nightly',
      DBSnapshotAttributes: [{ AttributeName: 'restore', AttributeValues: accounts.slice(1) }],
    });
  });

  it('shows a snapshot to the other account by its ARN, with --include-shared', async () => {
    const rds = await rdsLab();
    const arn = await rds.shared();
    expect(await rds.call(RECOVERER, 'DescribeDBSnapshots')).toEqual({ DBSnapshots: [] });
    const shown = await rds.call(RECOVERER, 'DescribeDBSnapshots', { IncludeShared: true });
    expect(shown.DBSnapshots).toMatchObject([{ DBSnapshotIdentifier: arn, DBSnapshotArn: arn, Encrypted: true }]);
    const kind = await rds.call(RECOVERER, 'DescribeDBSnapshots', { SnapshotType: 'shared' });
    expect(kind.DBSnapshots).toHaveLength(1);
  });

  it('does not let the other account delete, share on, or restore it', async () => {
    const rds = await rdsLab();
    const arn = await rds.shared();
    expect((await rds.refusal(RECOVERER, 'DeleteDBSnapshot', { DBSnapshotIdentifier: arn })).because).toBe(
      'snapshot-of-another-account',
    );
    expect(
      (await rds.refusal(RECOVERER, 'ModifyDBSnapshotAttribute', { ...share([RECOVERY]), DBSnapshotIdentifier: arn }))
        .because,
    ).toBe('snapshot-of-another-account');
    const restore = { DBInstanceIdentifier: 'x', DBSnapshotIdentifier: arn };
    expect((await rds.refusal(RECOVERER, 'RestoreDBInstanceFromDBSnapshot', restore)).because).toBe(
      'shared-snapshot-to-copy',
    );
  });
});

describe('copies', () => {
  const copy = (source: string, more: object = {}) => ({
    SourceDBSnapshotIdentifier: source,
    TargetDBSnapshotIdentifier: 'copy',
    ...more,
  });

  it('name a key where the source is encrypted and of another account or Region', async () => {
    const rds = await rdsLab();
    const arn = await rds.shared();
    const needs = { name: 'InvalidParameterValue', because: 'copy-needs-key' };
    expect(await rds.reason(RECOVERER, 'CopyDBSnapshot', copy(arn))).toEqual(needs);
    expect(await rds.reason({ ...ADMIN, region: 'eu-west-1' }, 'CopyDBSnapshot', copy(arn))).toEqual(needs);
  });

  it('take a key of the Region that is called, and no other', async () => {
    const rds = await rdsLab();
    const arn = await rds.shared();
    expect((await rds.refusal(RECOVERER, 'CopyDBSnapshot', copy(arn, { KmsKeyId: FAR_KEY }))).name).toBe(
      'KMSKeyNotAccessibleFault',
    );
  });

  it('stay under the source’s key in the same account and Region, unless another is named', async () => {
    const rds = await rdsLab();
    await rds.shared();
    const { DBSnapshot } = await rds.call(ADMIN, 'CopyDBSnapshot', copy('nightly'));
    expect(DBSnapshot).toMatchObject({ Encrypted: true, KmsKeyId: SOURCE_KEY });
    await rds.pass();
    await rds.restore('restored', 'copy', ADMIN);
    await rds.pass();
    expect(await rds.read('restored')).toBe(TEXT);
  });

  it('of an unencrypted snapshot are encrypted under the key that is named: the way to encrypt a database', async () => {
    const rds = await rdsLab();
    await rds.database('plain', {});
    await rds.write('plain', TEXT);
    await rds.snapshot('in-the-clear', 'plain');
    const { DBSnapshot } = await rds.call(ADMIN, 'CopyDBSnapshot', copy('in-the-clear', { KmsKeyId: SOURCE_KEY }));
    expect(DBSnapshot).toMatchObject({ Encrypted: true, KmsKeyId: SOURCE_KEY });
    await rds.pass();
    await rds.restore('sealed', 'copy', ADMIN);
    await rds.pass();
    expect(await rds.read('sealed')).toBe(TEXT);
  });

  it('of an unencrypted snapshot stay unencrypted without one', async () => {
    const rds = await rdsLab();
    await rds.database('plain', {});
    await rds.snapshot('in-the-clear', 'plain');
    await rds.call(ADMIN, 'CopyDBSnapshot', copy('in-the-clear'));
    await rds.pass();
    const { DBSnapshots } = await rds.call(ADMIN, 'DescribeDBSnapshots', { DBSnapshotIdentifier: 'copy' });
    expect(DBSnapshots).toMatchObject([{ Encrypted: false, Status: 'available' }]);
  });

  it('have the source’s tags only where that is asked for, and the source is one’s own', async () => {
    const rds = await rdsLab();
    const arn = await rds.shared();
    const Tags = [{ Key: 'team', Value: 'blue' }];
    await rds.call(ADMIN, 'AddTagsToResource', { ResourceName: arn, Tags });
    const own = await rds.call(ADMIN, 'CopyDBSnapshot', copy('nightly', { CopyTags: true }));
    expect(own.DBSnapshot).toMatchObject({ TagList: Tags });
    const foreign = await rds.copy(arn, { KmsKeyId: TARGET_KEY, CopyTags: true });
    expect(foreign.DBSnapshot).toMatchObject({ TagList: [] });
    await rds.call(ADMIN, 'RemoveTagsFromResource', { ResourceName: arn, TagKeys: ['team'] });
    expect(await rds.call(ADMIN, 'ListTagsForResource', { ResourceName: arn })).toEqual({ TagList: [] });
  });
});

describe('at rest', () => {
  it('the blocks of an encrypted database tell nothing, those of an unencrypted one do', async () => {
    const rds = await rdsLab();
    await rds.database('plain', {});
    await rds.database();
    const inBlocks = () => [...rds.store.blocks.values()].some((bytes) => Buffer.from(bytes).includes(TEXT));
    await rds.write('orders', TEXT);
    expect(inBlocks()).toBe(false);
    await rds.write('plain', TEXT);
    expect(inBlocks()).toBe(true);
  });

  it('a copy has blocks of its own, and a snapshot those of its instance', async () => {
    const rds = await rdsLab();
    await rds.copy(await rds.shared());
    await rds.pass();
    const blocks = [...rds.lab.world.dbSnapshots.values()].map(({ machine }) => machine.context.data?.blocks);
    const ofInstance = [...rds.lab.world.databases.values()][0]?.machine.context.data?.blocks;
    expect(blocks[0]).toEqual(ofInstance);
    expect(blocks[1]).not.toEqual(ofInstance);
  });

  it('what is written later is not in a snapshot', async () => {
    const rds = await rdsLab();
    await rds.shared();
    await rds.write('orders', 'something else that comes later');
    await rds.restore('restored', 'nightly', ADMIN);
    await rds.pass();
    expect(await rds.read('restored')).toBe(TEXT);
  });

  it('no password stands in the journal or the trail', async () => {
    const rds = await rdsLab();
    await rds.database('orders', { MasterUserPassword: 'canary-password' });
    expect(isTold([...rds.store.journal()], 'canary-password')).toBe(false);
  });
});
