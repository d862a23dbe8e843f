import { describe, expect, it } from 'vitest';
import { ADMIN, document, KEY, may, READER, secretsLab, WEST_KEY } from './secrets-lab.ts';

const WEST = { ...ADMIN, region: 'us-west-2' };
const AddReplicaRegions = [{ Region: 'us-west-2', KmsKeyId: 'alias/west' }];
const IN_SYNC = [{ Region: 'us-west-2', KmsKeyId: 'alias/west', Status: 'InSync' }];

describe('a replica', () => {
  it('has the name, the versions and the tags of its primary, under a key of its own Region', async () => {
    const secrets = await secretsLab();
    const Tags = [{ Key: 'team', Value: 'blue' }];
    await secrets.create('db', 'one', { KmsKeyId: KEY, Tags, Description: 'the database' });
    await secrets.put('db', 'two');
    const stages = await secrets.stages('db');
    const from = secrets.lab.world.trailLength;
    const made = await secrets.call(ADMIN, 'ReplicateSecretToRegions', { SecretId: 'db', AddReplicaRegions });
    expect(made.ReplicationStatus).toEqual(IN_SYNC);
    const arn = String(made.ARN).replace('us-east-1', 'us-west-2');
    expect(secrets.callsToKms(from).map(([call, { SecretARN }]) => [call, SecretARN === arn])).toEqual([
      ['Decrypt', false],
      ['Decrypt', false],
      ['GenerateDataKey', true],
      ['GenerateDataKey', true],
    ]);
    expect(await secrets.describe('db', WEST)).toMatchObject({
      ARN: arn,
      KmsKeyId: 'alias/west',
      Description: 'the database',
      Tags,
      PrimaryRegion: 'us-east-1',
      VersionIdsToStages: stages,
    });
    expect(await secrets.describe('db')).toMatchObject({ PrimaryRegion: 'us-east-1', ReplicationStatus: IN_SYNC });
    await secrets.call(ADMIN, 'DisableKey', { KeyId: KEY });
    expect(await secrets.get('db', {}, WEST)).toMatchObject({ SecretString: 'two' });
    expect(await secrets.get('db', { VersionStage: 'AWSPREVIOUS' }, WEST)).toMatchObject({ SecretString: 'one' });
    const read = Date.UTC(2026, 4, 1) / 1_000;
    expect(await secrets.describe('db')).toMatchObject({ ReplicationStatus: [{ LastAccessedDate: read }] });
    expect(await secrets.describe('db')).not.toHaveProperty('LastAccessedDate');
  });

  it('is made with its primary too, and follows it in all that is changed there', async () => {
    const secrets = await secretsLab();
    const made = await secrets.call(ADMIN, 'CreateSecret', { Name: 'db', SecretString: 'one', AddReplicaRegions });
    expect(made.ReplicationStatus).toEqual(IN_SYNC);
    const VersionId = await secrets.put('db', 'two');
    expect(await secrets.get('db', {}, WEST)).toMatchObject({ SecretString: 'two', VersionId });
    await secrets.call(ADMIN, 'UpdateSecret', { SecretId: 'db', Description: 'new', KmsKeyId: KEY });
    await secrets.call(ADMIN, 'TagResource', { SecretId: 'db', Tags: [{ Key: 'a', Value: 'b' }] });
    const move = { VersionStage: 'AWSCURRENT', MoveToVersionId: made.VersionId, RemoveFromVersionId: VersionId };
    await secrets.call(ADMIN, 'UpdateSecretVersionStage', { SecretId: 'db', ...move });
    const ResourcePolicy = document(may('secretsmanager:*', '*', { Principal: { AWS: '444455556666' } }));
    await secrets.call(ADMIN, 'PutResourcePolicy', { SecretId: 'db', ResourcePolicy });
    expect(await secrets.describe('db', WEST)).toMatchObject({
      Description: 'new',
      KmsKeyId: 'alias/west',
      Tags: [{ Key: 'a', Value: 'b' }],
      VersionIdsToStages: await secrets.stages('db'),
    });
    expect(await secrets.get('db', {}, WEST)).toMatchObject({ SecretString: 'one' });
    expect(await secrets.call(WEST, 'GetResourcePolicy', { SecretId: 'db' })).toMatchObject({ ResourcePolicy });
  });

  it.each([
    ['PutSecretValue', { SecretString: 'x' }],
    ['UpdateSecret', { Description: 'x' }],
    ['DeleteSecret', {}],
    ['TagResource', { Tags: [] }],
    ['ReplicateSecretToRegions', { AddReplicaRegions: [{ Region: 'eu-west-1' }] }],
  ])('is not changed by a %s of its own', async (operation, input) => {
    const secrets = await secretsLab();
    await secrets.create('db', 'one', { AddReplicaRegions });
    expect(await secrets.refusal(WEST, operation, { SecretId: 'db', ...input })).toEqual({
      name: 'InvalidRequestException',
      message: "Operation not permitted on a replica secret. Call must be made in primary secret's region.",
      because: 'replica-secret',
    });
  });

  it('fails where its key can’t be used, or its name is taken; and is tried again', async () => {
    const secrets = await secretsLab();
    await secrets.create('db', 'one');
    await secrets.call(WEST, 'DisableKey', { KeyId: WEST_KEY });
    const replicate = (more: object = {}) =>
      secrets.call(ADMIN, 'ReplicateSecretToRegions', { SecretId: 'db', AddReplicaRegions, ...more });
    expect((await replicate()).ReplicationStatus).toMatchObject([
      { Status: 'Failed', StatusMessage: expect.stringContaining("can't encrypt the protected secret text") },
    ]);
    expect((await secrets.refusal(WEST, 'DescribeSecret', { SecretId: 'db' })).name).toBe('ResourceNotFoundException');
    await secrets.call(WEST, 'EnableKey', { KeyId: WEST_KEY });
    await secrets.call(WEST, 'CreateSecret', { Name: 'db', SecretString: 'in the way' });
    expect((await replicate()).ReplicationStatus).toMatchObject([
      { Status: 'Failed', StatusMessage: 'Replication failed: Secret name db already exists in region us-west-2.' },
    ]);
    expect(await secrets.get('db', {}, WEST)).toMatchObject({ SecretString: 'in the way' });
    expect((await replicate({ ForceOverwriteReplicaSecret: true })).ReplicationStatus).toEqual(IN_SYNC);
    expect(await secrets.get('db', {}, WEST)).toMatchObject({ SecretString: 'one' });
    expect(
      await secrets.refusal(ADMIN, 'ReplicateSecretToRegions', { SecretId: 'db', AddReplicaRegions }),
    ).toMatchObject({ name: 'InvalidParameterException' });
  });

  it('stays behind, and says so, where a new value can’t be encrypted for it', async () => {
    const secrets = await secretsLab([may('secretsmanager:*'), may(['kms:GenerateDataKey', 'kms:Decrypt'], KEY)]);
    await secrets.create('db', 'one', { KmsKeyId: KEY, AddReplicaRegions });
    await secrets.call(READER, 'PutSecretValue', { SecretId: 'db', SecretString: 'two' });
    expect(await secrets.get('db')).toMatchObject({ SecretString: 'two' });
    expect(await secrets.get('db', {}, WEST)).toMatchObject({ SecretString: 'one' });
    const { ReplicationStatus } = await secrets.describe('db');
    expect(ReplicationStatus).toMatchObject([
      { Status: 'Failed', StatusMessage: 'Replication failed: Access to KMS is not allowed' },
    ]);
    expect(await secrets.reason(ADMIN, 'DeleteSecret', { SecretId: 'db' })).toMatchObject({
      because: 'secret-has-replicas',
    });
    await secrets.call(ADMIN, 'ReplicateSecretToRegions', { SecretId: 'db', AddReplicaRegions });
    expect(await secrets.get('db', {}, WEST)).toMatchObject({ SecretString: 'two' });
  });

  it('goes before its primary', async () => {
    const secrets = await secretsLab();
    await secrets.create('db', 'one', { AddReplicaRegions });
    expect(await secrets.refusal(ADMIN, 'DeleteSecret', { SecretId: 'db' })).toMatchObject({
      name: 'InvalidParameterException',
      message: "You can't delete secret db that still has replica regions [us-west-2]",
    });
    const remove = { SecretId: 'db', RemoveReplicaRegions: ['us-west-2'] };
    const removed = await secrets.call(ADMIN, 'RemoveRegionsFromReplication', remove);
    expect(removed.ReplicationStatus).toEqual([]);
    expect((await secrets.refusal(WEST, 'DescribeSecret', { SecretId: 'db' })).name).toBe('ResourceNotFoundException');
    expect(await secrets.reason(ADMIN, 'RemoveRegionsFromReplication', remove)).not.toBeNull();
    expect(await secrets.reason(ADMIN, 'DeleteSecret', { SecretId: 'db' })).toBeNull();
  });

  it('can stand alone, and then takes changes and stays when the other goes', async () => {
    const secrets = await secretsLab();
    const arn = await secrets.create('db', 'one', { AddReplicaRegions });
    expect(await secrets.reason(ADMIN, 'StopReplicationToReplica', { SecretId: 'db' })).not.toBeNull();
    const stopped = await secrets.call(WEST, 'StopReplicationToReplica', { SecretId: 'db' });
    expect(stopped).toEqual({ ARN: arn.replace('us-east-1', 'us-west-2') });
    expect(await secrets.describe('db')).not.toHaveProperty('ReplicationStatus');
    await secrets.call(WEST, 'PutSecretValue', { SecretId: 'db', SecretString: 'alone' });
    await secrets.call(ADMIN, 'DeleteSecret', { SecretId: 'db', ForceDeleteWithoutRecovery: true });
    expect(await secrets.get('db', {}, WEST)).toMatchObject({ SecretString: 'alone' });
  });

  it('that stands alone is no longer written over, unless that is asked for', async () => {
    const secrets = await secretsLab();
    await secrets.create('db', 'one', { AddReplicaRegions });
    await secrets.call(WEST, 'StopReplicationToReplica', { SecretId: 'db' });
    await secrets.call(WEST, 'PutSecretValue', { SecretId: 'db', SecretString: 'alone' });
    const replicate = (more: object = {}) =>
      secrets.call(ADMIN, 'ReplicateSecretToRegions', { SecretId: 'db', AddReplicaRegions, ...more });
    expect((await replicate()).ReplicationStatus).toMatchObject([
      { Status: 'Failed', StatusMessage: 'Replication failed: Secret name db already exists in region us-west-2.' },
    ]);
    await secrets.call(ADMIN, 'UpdateSecret', { SecretId: 'db', Description: 'of the primary' });
    expect(await secrets.describe('db', WEST)).not.toHaveProperty('Description');
    await secrets.call(ADMIN, 'RemoveRegionsFromReplication', { SecretId: 'db', RemoveReplicaRegions: ['us-west-2'] });
    expect(await secrets.get('db', {}, WEST)).toMatchObject({ SecretString: 'alone' });
    expect((await replicate({ ForceOverwriteReplicaSecret: true })).ReplicationStatus).toEqual(IN_SYNC);
    expect(await secrets.get('db', {}, WEST)).toMatchObject({ SecretString: 'one' });
    expect(await secrets.describe('db', WEST)).toMatchObject({ PrimaryRegion: 'us-east-1' });
  });
});
