import { CreateKeyCommand } from '@aws-sdk/client-kms';
import * as sdk from '@aws-sdk/client-rds';
import {
  AddTagsToResourceCommand,
  CopyDBSnapshotCommand,
  CreateDBInstanceCommand,
  CreateDBInstanceReadReplicaCommand,
  CreateDBSnapshotCommand,
  DeleteDBInstanceCommand,
  DeleteDBSnapshotCommand,
  DescribeDBInstancesCommand,
  DescribeDBSnapshotAttributesCommand,
  DescribeDBSnapshotsCommand,
  ListTagsForResourceCommand,
  ModifyDBInstanceCommand,
  ModifyDBSnapshotAttributeCommand,
  PromoteReadReplicaCommand,
  type RDSClient,
  RemoveTagsFromResourceCommand,
  RestoreDBInstanceFromDBSnapshotCommand,
  StartDBInstanceCommand,
  StopDBInstanceCommand,
} from '@aws-sdk/client-rds';
import { beforeEach, describe, expect, it } from 'vitest';
import { RDS_ERROR_CODES } from '../../../../core/errors/rds-errors.ts';
import { RDS_OPERATIONS } from '../../../../core/services/rds/operations/index.ts';
import { endpointWith, type TestEndpoint } from '../../../helpers/endpoint-with.ts';
import { START } from '../../../helpers/lab-with.ts';

let endpoint: TestEndpoint;
let rds: RDSClient;
const NAME = { DBInstanceIdentifier: 'orders' };
const SNAPSHOT = { DBSnapshotIdentifier: 'nightly' };
const SNAPSHOT_ARN = 'arn:aws:rds:us-east-1:111122223333:snapshot:nightly';
const ARN = 'arn:aws:rds:us-east-1:111122223333:db:orders';
const Tags = [{ Key: 'team', Value: 'blue' }];

const pass = () => endpoint.lab.act({ type: 'advance', by: 600_000 });

beforeEach(async () => {
  endpoint = await endpointWith();
  rds = endpoint.rdsClient();
  const made = await rds.send(
    new CreateDBInstanceCommand({
      ...NAME,
      DBInstanceClass: 'db.t3.micro',
      Engine: 'postgres',
      AllocatedStorage: 20,
      StorageEncrypted: true,
      Tags,
    }),
  );
  expect(made.DBInstance).toMatchObject({ ...NAME, DBInstanceStatus: 'creating', StorageEncrypted: true });
  await pass();
});

/** The error that a command ends in: the SDK's own class for it where it has one. The type is that of one command, which stands for any. */
async function failure(command: object): Promise<Error> {
  return rds.send(command as DescribeDBInstancesCommand).then(
    () => new Error('it was not refused'),
    (error: Error) => error,
  );
}

describe('RDS by the SDK for JavaScript', () => {
  it('has members that the SDK has', () => {
    for (const { name, input } of RDS_OPERATIONS) {
      const schema = (sdk as unknown as Record<string, readonly unknown[]>)[`${name}Message$`];
      expect(schema?.[4]).toEqual(expect.arrayContaining(Object.keys({ ...input.required, ...input.optional })));
    }
  });

  it('has codes of errors, and their status, that the SDK has', () => {
    const common = ['AccessDenied', 'InvalidParameterCombination', 'InvalidParameterValue', 'MissingParameter'];
    const known = new Set<string>();
    for (const schema of Object.values(sdk as unknown as Record<string, readonly unknown[]>)) {
      const { awsQueryError } = ((Array.isArray(schema) ? schema[3] : undefined) ?? {}) as { awsQueryError?: [string] };
      if (awsQueryError !== undefined) known.add(awsQueryError[0]);
    }
    expect(known.size).toBeGreaterThan(50);
    expect(RDS_ERROR_CODES.filter((code) => !known.has(code) && code !== 'KMSKeyNotAccessibleFault')).toEqual(common);
  });

  it('describes, modifies, stops, starts and deletes an instance', async () => {
    const { DBInstances } = await rds.send(new DescribeDBInstancesCommand({}));
    expect(DBInstances).toHaveLength(1);
    expect(DBInstances?.[0]).toMatchObject({
      ...NAME,
      DBInstanceArn: ARN,
      DBInstanceStatus: 'available',
      AllocatedStorage: 20,
      InstanceCreateTime: new Date(START),
      StorageEncrypted: true,
      KmsKeyId: expect.stringMatching(/^arn:aws:kms:us-east-1:111122223333:key\//),
      MultiAZ: false,
      TagList: Tags,
    });
    const byFilter = { Filters: [{ Name: 'engine', Values: ['mysql', 'postgres'] }] };
    expect((await rds.send(new DescribeDBInstancesCommand(byFilter))).DBInstances).toHaveLength(1);
    const modified = await rds.send(new ModifyDBInstanceCommand({ ...NAME, BackupRetentionPeriod: 0 }));
    expect(modified.DBInstance?.BackupRetentionPeriod).toBe(0);
    const stopped = await rds.send(new StopDBInstanceCommand(NAME));
    expect(stopped.DBInstance?.DBInstanceStatus).toBe('stopping');
    await pass();
    const started = await rds.send(new StartDBInstanceCommand(NAME));
    expect(started.DBInstance?.DBInstanceStatus).toBe('starting');
    await pass();
    await rds.send(new DeleteDBInstanceCommand({ ...NAME, SkipFinalSnapshot: true }));
    await pass();
    expect((await rds.send(new DescribeDBInstancesCommand({}))).DBInstances).toEqual([]);
  });

  it('replicates an instance and promotes the replica, here and in another Region', async () => {
    const here = { DBInstanceIdentifier: 'reader', SourceDBInstanceIdentifier: 'orders' };
    const made = await rds.send(new CreateDBInstanceReadReplicaCommand(here));
    expect(made.DBInstance).toMatchObject({
      DBInstanceStatus: 'creating',
      StorageEncrypted: true,
      ReadReplicaSourceDBInstanceIdentifier: 'orders',
    });
    const far = endpoint.rdsClient({ region: 'eu-west-1' });
    const there = { DBInstanceIdentifier: 'far', SourceDBInstanceIdentifier: ARN, KmsKeyId: 'alias/aws/rds' };
    await far.send(new CreateDBInstanceReadReplicaCommand(there));
    await pass();
    const { DBInstances } = await rds.send(new DescribeDBInstancesCommand(NAME));
    expect(DBInstances?.[0]?.ReadReplicaDBInstanceIdentifiers).toEqual([
      'reader',
      'arn:aws:rds:eu-west-1:111122223333:db:far',
    ]);
    const promoted = await far.send(new PromoteReadReplicaCommand({ DBInstanceIdentifier: 'far' }));
    expect(promoted.DBInstance?.ReadReplicaSourceDBInstanceIdentifier).toBeUndefined();
    await rds.send(new DeleteDBInstanceCommand({ DBInstanceIdentifier: 'reader', SkipFinalSnapshot: true }));
  });

  it('takes, copies, shares, restores and deletes snapshots', async () => {
    await rds.send(new CreateDBSnapshotCommand({ ...SNAPSHOT, ...NAME }));
    await pass();
    const { KeyMetadata } = await endpoint.client().send(new CreateKeyCommand({}));
    const copy = { TargetDBSnapshotIdentifier: 'copied', KmsKeyId: KeyMetadata?.KeyId };
    await rds.send(new CopyDBSnapshotCommand({ SourceDBSnapshotIdentifier: 'nightly', ...copy }));
    await pass();
    const { DBSnapshots } = await rds.send(new DescribeDBSnapshotsCommand({}));
    expect(
      DBSnapshots?.map(({ DBSnapshotIdentifier, Status, KmsKeyId }) => [DBSnapshotIdentifier, Status, KmsKeyId]),
    ).toEqual([
      ['nightly', 'available', expect.any(String)],
      ['copied', 'available', KeyMetadata?.Arn],
    ]);
    const share = { DBSnapshotIdentifier: 'copied', AttributeName: 'restore', ValuesToAdd: ['444455556666'] };
    const shared = await rds.send(new ModifyDBSnapshotAttributeCommand(share));
    const attributes = [{ AttributeName: 'restore', AttributeValues: ['444455556666'] }];
    expect(shared.DBSnapshotAttributesResult?.DBSnapshotAttributes).toEqual(attributes);
    const seen = await rds.send(new DescribeDBSnapshotAttributesCommand({ DBSnapshotIdentifier: 'copied' }));
    expect(seen.DBSnapshotAttributesResult?.DBSnapshotAttributes).toEqual(attributes);
    const restore = { DBInstanceIdentifier: 'restored', DBSnapshotIdentifier: 'copied' };
    const restored = await rds.send(new RestoreDBInstanceFromDBSnapshotCommand(restore));
    expect(restored.DBInstance).toMatchObject({ KmsKeyId: KeyMetadata?.Arn, DBInstanceStatus: 'creating' });
    await rds.send(new DeleteDBSnapshotCommand(SNAPSHOT));
    expect((await rds.send(new DescribeDBSnapshotsCommand({}))).DBSnapshots).toHaveLength(1);
  });

  it('tags, and takes tags away', async () => {
    await rds.send(new AddTagsToResourceCommand({ ResourceName: ARN, Tags: [{ Key: 'a', Value: '1' }] }));
    const list = new ListTagsForResourceCommand({ ResourceName: ARN });
    expect((await rds.send(list)).TagList).toEqual([...Tags, { Key: 'a', Value: '1' }]);
    await rds.send(new RemoveTagsFromResourceCommand({ ResourceName: ARN, TagKeys: ['team', 'a'] }));
    expect((await rds.send(list)).TagList).toEqual([]);
  });

  it('is refused in the SDK’s own classes', async () => {
    expect(await failure(new DescribeDBInstancesCommand({ DBInstanceIdentifier: 'x' }))).toBeInstanceOf(
      sdk.DBInstanceNotFoundFault,
    );
    expect(endpoint.lastResponse().status).toBe(404);
    const none = new DeleteDBSnapshotCommand({ DBSnapshotIdentifier: 'none' });
    expect(await failure(none)).toBeInstanceOf(sdk.DBSnapshotNotFoundFault);
    const again = { ...NAME, DBInstanceClass: 'db.t3.micro', Engine: 'mysql' };
    expect(await failure(new CreateDBInstanceCommand(again))).toBeInstanceOf(sdk.DBInstanceAlreadyExistsFault);
    expect(await failure(new StartDBInstanceCommand(NAME))).toBeInstanceOf(sdk.InvalidDBInstanceStateFault);
    await rds.send(new CreateDBSnapshotCommand({ ...SNAPSHOT, ...NAME }));
    expect(await failure(new DeleteDBSnapshotCommand(SNAPSHOT))).toBeInstanceOf(sdk.InvalidDBSnapshotStateFault);
    const twice = new CreateDBSnapshotCommand({ ...SNAPSHOT, ...NAME });
    expect(await failure(twice)).toBeInstanceOf(sdk.DBSnapshotAlreadyExistsFault);
    await pass();
    const KmsKeyId = 'alias/nobody';
    const copy = { SourceDBSnapshotIdentifier: SNAPSHOT_ARN, TargetDBSnapshotIdentifier: 'copied', KmsKeyId };
    const refused = await failure(new CopyDBSnapshotCommand(copy));
    expect(refused).toBeInstanceOf(sdk.KMSKeyNotAccessibleFault);
    expect(refused.message).toBe(
      'Specified KMS key [alias/nobody] does not exist, is not enabled or you do not have permissions to access it.',
    );
    expect((await failure(new ListTagsForResourceCommand({ ResourceName: 'x' }))).name).toBe('InvalidParameterValue');
  });
});
