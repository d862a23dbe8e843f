import * as sdk from '@aws-sdk/client-secrets-manager';
import {
  BatchGetSecretValueCommand,
  CreateSecretCommand,
  DeleteResourcePolicyCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetRandomPasswordCommand,
  GetResourcePolicyCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  ListSecretVersionIdsCommand,
  PutResourcePolicyCommand,
  PutSecretValueCommand,
  RemoveRegionsFromReplicationCommand,
  ReplicateSecretToRegionsCommand,
  RestoreSecretCommand,
  type SecretsManagerClient,
  StopReplicationToReplicaCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateSecretCommand,
  UpdateSecretVersionStageCommand,
  ValidateResourcePolicyCommand,
} from '@aws-sdk/client-secrets-manager';
import { beforeEach, describe, expect, it } from 'vitest';
import { SECRETS_MANAGER_ERROR_NAMES } from '../../../../core/errors/secrets-manager-errors.ts';
import { SECRETS_MANAGER_OPERATIONS } from '../../../../core/services/secrets-manager/operations/index.ts';
import { endpointWith, type TestEndpoint } from '../../../helpers/endpoint-with.ts';

const Name = 'app/db';
const SecretId = Name;
const KEY_ID = '1234abcd-12ab-34cd-56ef-1234567890ab';

let endpoint: TestEndpoint;
let secrets: SecretsManagerClient;

beforeEach(async () => {
  endpoint = await endpointWith({ world: { keys: [{ account: 'main', region: 'us-east-1', id: KEY_ID }] } });
  secrets = endpoint.secretsManagerClient();
});

/** Members of an operation's input in the SDK's own schema: traits, name, members. */
function membersInSdk(operation: string): readonly string[] {
  const schema = (sdk as unknown as Record<string, readonly unknown[]>)[`${operation}Request$`];
  return [...((schema?.[4] ?? []) as readonly string[])].sort();
}

describe('Secrets Manager by the SDK for JavaScript', () => {
  it.each(SECRETS_MANAGER_OPERATIONS.map((operation) => [operation.name, operation] as const))(
    'has the members of %s that the SDK has',
    (name, { input }) => {
      expect(Object.keys({ ...input.required, ...input.optional }).sort()).toEqual(membersInSdk(name));
    },
  );

  it('has every command of the SDK, but for those of rotation', () => {
    const commands = Object.keys(sdk).flatMap((name) => /^([A-Z]\w+)Command$/.exec(name)?.[1] ?? []);
    const here = SECRETS_MANAGER_OPERATIONS.map(({ name }) => name);
    expect(commands.filter((name) => !here.includes(name)).sort()).toEqual(['CancelRotateSecret', 'RotateSecret']);
  });

  it('names its errors as the SDK does', () => {
    // Common errors, which no operation of the model names.
    const common = ['AccessDeniedException', 'ThrottlingException'];
    expect(SECRETS_MANAGER_ERROR_NAMES.filter((name) => !(name in sdk) && !common.includes(name))).toEqual([]);
  });

  it('makes, reads, changes and deletes secrets', async () => {
    const Tags = [{ Key: 'team', Value: 'blue' }];
    const made = await secrets.send(new CreateSecretCommand({ Name, SecretString: 'hunter2', Tags, KmsKeyId: KEY_ID }));
    expect(endpoint.lastRequest().headers.get('x-amz-target')).toBe('secretsmanager.CreateSecret');
    expect(made.VersionId).toMatch(/^[0-9a-f-]{36}$/); // the SDK's own ClientRequestToken
    const told = await secrets.send(new GetSecretValueCommand({ SecretId }));
    expect(told).toMatchObject({ ARN: made.ARN, SecretString: 'hunter2', VersionStages: ['AWSCURRENT'] });
    expect(told.CreatedDate).toBeInstanceOf(Date);
    const bytes = Uint8Array.of(1, 2, 255);
    const put = await secrets.send(new PutSecretValueCommand({ SecretId, SecretBinary: bytes }));
    expect((await secrets.send(new GetSecretValueCommand({ SecretId }))).SecretBinary).toEqual(bytes);
    await secrets.send(new UpdateSecretCommand({ SecretId, Description: 'of the shop' }));
    const move = { VersionStage: 'AWSCURRENT', MoveToVersionId: made.VersionId, RemoveFromVersionId: put.VersionId };
    await secrets.send(new UpdateSecretVersionStageCommand({ SecretId, ...move }));
    const { Versions } = await secrets.send(new ListSecretVersionIdsCommand({ SecretId }));
    expect(Versions?.map(({ VersionStages, KmsKeyIds }) => [VersionStages, KmsKeyIds])).toEqual([
      [['AWSCURRENT'], [KEY_ID]],
      [['AWSPREVIOUS'], [KEY_ID]],
    ]);
    await secrets.send(new TagResourceCommand({ SecretId, Tags: [{ Key: 'stage', Value: 'test' }] }));
    await secrets.send(new UntagResourceCommand({ SecretId, TagKeys: ['stage'] }));
    const described = await secrets.send(new DescribeSecretCommand({ SecretId }));
    expect(described).toMatchObject({ Name, Description: 'of the shop', Tags, KmsKeyId: KEY_ID });
    expect(described.LastAccessedDate).toBeInstanceOf(Date);
    const { SecretList } = await secrets.send(new ListSecretsCommand({ Filters: [{ Key: 'name', Values: ['app'] }] }));
    expect(SecretList).toMatchObject([{ Name }]);
    const batch = await secrets.send(new BatchGetSecretValueCommand({ SecretIdList: [Name, 'none'] }));
    expect(batch.SecretValues).toMatchObject([{ SecretString: 'hunter2' }]);
    expect(batch.Errors).toMatchObject([{ SecretId: 'none', ErrorCode: 'ResourceNotFoundException' }]);
    const { DeletionDate } = await secrets.send(new DeleteSecretCommand({ SecretId, RecoveryWindowInDays: 7 }));
    expect(DeletionDate).toBeInstanceOf(Date);
    await secrets.send(new RestoreSecretCommand({ SecretId }));
    await secrets.send(new DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true }));
    expect((await secrets.send(new GetRandomPasswordCommand({ PasswordLength: 40 }))).RandomPassword).toHaveLength(40);
  });

  it('puts, validates and takes away policies; replicates and lets go', async () => {
    await secrets.send(new CreateSecretCommand({ Name, SecretString: 'hunter2' }));
    const statement = {
      Effect: 'Allow',
      Principal: { AWS: '111122223333' },
      Action: 'secretsmanager:*',
      Resource: '*',
    };
    const ResourcePolicy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    const valid = await secrets.send(new ValidateResourcePolicyCommand({ SecretId, ResourcePolicy }));
    expect(valid).toMatchObject({ PolicyValidationPassed: true, ValidationErrors: [] });
    await secrets.send(new PutResourcePolicyCommand({ SecretId, ResourcePolicy, BlockPublicPolicy: true }));
    expect((await secrets.send(new GetResourcePolicyCommand({ SecretId }))).ResourcePolicy).toBe(ResourcePolicy);
    await secrets.send(new DeleteResourcePolicyCommand({ SecretId }));
    const regions = ['us-west-2', 'eu-west-1'];
    const AddReplicaRegions = regions.map((Region) => ({ Region }));
    const { ReplicationStatus } = await secrets.send(
      new ReplicateSecretToRegionsCommand({ SecretId, AddReplicaRegions }),
    );
    expect(ReplicationStatus?.map(({ Status }) => Status)).toEqual(['InSync', 'InSync']);
    const west = endpoint.secretsManagerClient({ region: 'us-west-2' });
    expect(await west.send(new GetSecretValueCommand({ SecretId }))).toMatchObject({ SecretString: 'hunter2' });
    await west.send(new StopReplicationToReplicaCommand({ SecretId }));
    await secrets.send(new RemoveRegionsFromReplicationCommand({ SecretId, RemoveReplicaRegions: ['eu-west-1'] }));
    expect(await secrets.send(new DescribeSecretCommand({ SecretId }))).not.toHaveProperty('ReplicationStatus');
  });

  it('is refused by its own exceptions', async () => {
    const none = new GetSecretValueCommand({ SecretId: 'none' });
    await expect(secrets.send(none)).rejects.toBeInstanceOf(sdk.ResourceNotFoundException);
    await expect(secrets.send(none)).rejects.toThrow("Secrets Manager can't find the specified secret.");
    const create = new CreateSecretCommand({ Name, SecretString: 'x', KmsKeyId: 'alias/nothing' });
    await expect(secrets.send(create)).rejects.toBeInstanceOf(sdk.EncryptionFailure);
    await secrets.send(new CreateSecretCommand({ Name, SecretString: 'x' }));
    await expect(secrets.send(new CreateSecretCommand({ Name }))).rejects.toBeInstanceOf(sdk.ResourceExistsException);
    const policy = new PutResourcePolicyCommand({ SecretId, ResourcePolicy: '{' });
    await expect(secrets.send(policy)).rejects.toBeInstanceOf(sdk.MalformedPolicyDocumentException);
    await secrets.send(new DeleteSecretCommand({ SecretId }));
    await expect(secrets.send(new GetSecretValueCommand({ SecretId }))).rejects.toBeInstanceOf(
      sdk.InvalidRequestException,
    );
  });
});
