import { describe, expect, it } from 'vitest';
import { conditionKeyNames } from '../../../../core/access/condition-keys/condition-key.ts';
import { ADMIN, document, may, READER, STRANGER, secretsLab } from './secrets-lab.ts';

const VERSION = '11111111-2222-4333-8444-555555555555';
const OTHER_VERSION = '21111111-2222-4333-8444-555555555555';
const SecretId = 'db';
const west = [{ Region: 'us-west-2' }];
const both = [{ Region: 'us-west-2' }, { Region: 'eu-west-1' }];
const ResourcePolicy = document(may('secretsmanager:*', '*', { Principal: { AWS: '111122223333' } }));

/** A key under an operator with its value, an operation, an input that it lets through, and one that it does not. */
const ROWS: readonly (readonly [string, string, string, string, object, object])[] = [
  [
    'AddReplicaRegions',
    'ForAllValues:StringEquals',
    'us-west-2',
    'ReplicateSecretToRegions',
    { SecretId, AddReplicaRegions: west },
    { SecretId, AddReplicaRegions: both },
  ],
  [
    'BlockPublicPolicy',
    'Bool',
    'true',
    'PutResourcePolicy',
    { SecretId, ResourcePolicy, BlockPublicPolicy: true },
    { SecretId, ResourcePolicy },
  ],
  ['Description', 'StringEquals', 'a', 'CreateSecret', { Name: 'x', Description: 'a' }, { Name: 'x' }],
  [
    'ForceDeleteWithoutRecovery',
    'Bool',
    'false',
    'DeleteSecret',
    { SecretId },
    { SecretId, ForceDeleteWithoutRecovery: true },
  ],
  [
    'ForceOverwriteReplicaSecret',
    'Bool',
    'false',
    'ReplicateSecretToRegions',
    { SecretId, AddReplicaRegions: west },
    { SecretId, AddReplicaRegions: west, ForceOverwriteReplicaSecret: true },
  ],
  [
    'KmsKeyId',
    'StringLike',
    'alias/*',
    'UpdateSecret',
    { SecretId, KmsKeyId: 'alias/aws/secretsmanager' },
    { SecretId, KmsKeyId: '1234abcd-12ab-34cd-56ef-1234567890ab' },
  ],
  ['Name', 'StringLike', 'app/*', 'CreateSecret', { Name: 'app/x' }, { Name: 'x' }],
  [
    'RecoveryWindowInDays',
    'NumericGreaterThan',
    '7',
    'DeleteSecret',
    { SecretId, RecoveryWindowInDays: 8 },
    { SecretId, RecoveryWindowInDays: 7 },
  ],
  [
    'SecretId',
    'ArnLike',
    'arn:aws:secretsmanager:*:111122223333:secret:db-*',
    'GetSecretValue',
    { SecretId },
    { SecretId: 'other' },
  ],
  ['SecretPrimaryRegion', 'StringEquals', 'us-east-1', 'GetSecretValue', { SecretId }, { SecretId: 'western' }],
  [
    'VersionId',
    'StringEquals',
    VERSION,
    'GetSecretValue',
    { SecretId, VersionId: VERSION },
    { SecretId, VersionId: OTHER_VERSION },
  ],
  [
    'VersionStage',
    'StringEquals',
    'AWSCURRENT',
    'GetSecretValue',
    { SecretId },
    { SecretId, VersionStage: 'AWSPREVIOUS' },
  ],
  ['ResourceTag/team', 'StringEquals', 'blue', 'GetSecretValue', { SecretId }, { SecretId: 'other' }],
];

describe('condition keys of Secrets Manager', () => {
  it.each(ROWS)(
    'secretsmanager:%s under %s %o lets %s through, or not',
    async (key, operator, value, operation, ...inputs) => {
      const Condition = { [operator]: { [`secretsmanager:${key}`]: value } };
      const secrets = await secretsLab([may(`secretsmanager:${operation}`, '*', { Condition })]);
      const Tags = [{ Key: 'team', Value: 'blue' }];
      await secrets.create(SecretId, 'one', { ClientRequestToken: OTHER_VERSION, Tags });
      await secrets.put(SecretId, 'two', { ClientRequestToken: VERSION });
      await secrets.create('other', 'x');
      const western = { Name: 'western', SecretString: 'x', AddReplicaRegions: [{ Region: 'us-east-1' }] };
      await secrets.call({ ...ADMIN, region: 'us-west-2' }, 'CreateSecret', western);
      const [lets, refuses] = inputs;
      expect((await secrets.reason(READER, operation, refuses))?.name).toBe('AccessDeniedException');
      expect((await secrets.reason(READER, operation, lets))?.name).not.toBe('AccessDeniedException');
    },
  );

  it('are all in that table', () => {
    const names = conditionKeyNames().filter((name) => name.startsWith('secretsmanager:'));
    const tested = ROWS.map(([key]) => `secretsmanager:${key.replace(/\/.*$/, '/')}`);
    expect(tested.sort()).toEqual([...names].sort());
  });

  it('and aws:RequestTag, aws:TagKeys and aws:ResourceTag ask about its tags', async () => {
    const secrets = await secretsLab([
      may(['secretsmanager:CreateSecret', 'secretsmanager:TagResource'], '*', {
        Condition: {
          StringEquals: { 'aws:RequestTag/team': 'blue' },
          'ForAllValues:StringEquals': { 'aws:TagKeys': 'team' },
        },
      }),
      may('secretsmanager:GetSecretValue', '*', { Condition: { StringEquals: { 'aws:ResourceTag/team': 'blue' } } }),
    ]);
    const blue = { Key: 'team', Value: 'blue' };
    const create = (Name: string, Tags: readonly object[]) =>
      secrets.reason(READER, 'CreateSecret', { Name, SecretString: 'x', Tags });
    expect(await create('a', [{ Key: 'team', Value: 'red' }])).not.toBeNull();
    expect(await create('a', [blue, { Key: 'stage', Value: 'test' }])).not.toBeNull();
    expect(await create('a', [blue])).toBeNull();
    await secrets.create('b', 'x');
    expect(await secrets.reason(READER, 'GetSecretValue', { SecretId: 'a' })).toBeNull();
    expect(await secrets.reason(READER, 'GetSecretValue', { SecretId: 'b' })).not.toBeNull();
  });
});

describe('policies of an organization', () => {
  it('a resource control policy keeps a secret in, whatever its own policy says', async () => {
    const outside = { StringNotEquals: { 'aws:PrincipalAccount': '111122223333' } };
    const deny = {
      ...may('secretsmanager:GetSecretValue', '*', { Principal: '*', Condition: outside }),
      Effect: 'Deny',
    };
    const rcps = [{ Version: '2012-10-17', Statement: [deny] }];
    const secrets = await secretsLab(undefined, {
      organization: { management: 'partner', rcps, accounts: { prod: {} } },
    });
    const SecretId = await secrets.create('db', 'x', { KmsKeyId: 'alias/orders' });
    const all = document(may('secretsmanager:*', '*', { Principal: { AWS: '444455556666' } }));
    await secrets.call(ADMIN, 'PutResourcePolicy', { SecretId, ResourcePolicy: all });
    expect(await secrets.reason(STRANGER, 'DescribeSecret', { SecretId })).toBeNull();
    expect(await secrets.reason(STRANGER, 'GetSecretValue', { SecretId })).toEqual({
      name: 'AccessDeniedException',
      because: 'explicit-deny-rcp',
    });
    expect(await secrets.get('db')).toMatchObject({ SecretString: 'x' });
  });
});
