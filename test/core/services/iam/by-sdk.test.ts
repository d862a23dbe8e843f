import * as sdk from '@aws-sdk/client-iam';
import { beforeAll, describe, expect, it } from 'vitest';
import { IAM_OPERATIONS } from '../../../../core/services/iam/operations/index.ts';
import { endpointWith, type TestEndpoint } from '../../../helpers/endpoint-with.ts';
import { OWN } from '../../../helpers/lab-with.ts';

const document = (Action: string) =>
  JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action, Resource: '*' } });
const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Principal: { AWS: OWN }, Action: 'sts:AssumeRole' },
});
const KEYS = `arn:aws:iam::${OWN}:policy/keys`;
const READ_ONLY = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const [UserName, RoleName, GroupName] = ['ann', 'app', 'devs'];
const Tags = [{ Key: 'team', Value: 'blue + green' }];

/** One call of every operation, in an order in which each succeeds; `$KEY` stands for the access key's id. */
const CALLS: readonly (readonly [name: string, input: Readonly<Record<string, unknown>>])[] = [
  ['CreateUser', { UserName, Path: '/team/', Tags }],
  ['GetUser', { UserName }],
  ['ListUsers', { PathPrefix: '/team/' }],
  ['TagUser', { UserName, Tags: [{ Key: 'env', Value: '' }] }],
  ['ListUserTags', { UserName }],
  ['UntagUser', { UserName, TagKeys: ['env'] }],
  ['CreatePolicy', { PolicyName: 'keys', PolicyDocument: document('kms:*'), Description: 'a < b', Tags }],
  ['GetPolicy', { PolicyArn: KEYS }],
  ['ListPolicies', { Scope: 'Local' }],
  ['CreatePolicyVersion', { PolicyArn: KEYS, PolicyDocument: document('kms:Get*'), SetAsDefault: true }],
  ['GetPolicyVersion', { PolicyArn: KEYS, VersionId: 'v1' }],
  ['ListPolicyVersions', { PolicyArn: KEYS }],
  ['SetDefaultPolicyVersion', { PolicyArn: KEYS, VersionId: 'v1' }],
  ['DeletePolicyVersion', { PolicyArn: KEYS, VersionId: 'v2' }],
  ['TagPolicy', { PolicyArn: KEYS, Tags: [{ Key: 'env', Value: 'test' }] }],
  ['ListPolicyTags', { PolicyArn: KEYS }],
  ['UntagPolicy', { PolicyArn: KEYS, TagKeys: ['env'] }],
  [
    'CreateRole',
    {
      RoleName,
      AssumeRolePolicyDocument: TRUST,
      Description: 'for jobs',
      MaxSessionDuration: 7200,
      Tags,
      PermissionsBoundary: KEYS,
    },
  ],
  ['GetRole', { RoleName }],
  ['ListRoles', {}],
  ['UpdateRole', { RoleName, MaxSessionDuration: 3600 }],
  ['UpdateRoleDescription', { RoleName, Description: 'for other jobs' }],
  ['UpdateAssumeRolePolicy', { RoleName, PolicyDocument: TRUST }],
  ['TagRole', { RoleName, Tags: [{ Key: 'env', Value: 'test' }] }],
  ['ListRoleTags', { RoleName }],
  ['UntagRole', { RoleName, TagKeys: ['env'] }],
  ['ListInstanceProfilesForRole', { RoleName }],
  ['CreateGroup', { GroupName }],
  ['AddUserToGroup', { GroupName, UserName }],
  ['GetGroup', { GroupName }],
  ['ListGroups', {}],
  ['ListGroupsForUser', { UserName }],
  ...(['User', 'Role', 'Group'] as const).flatMap((kind): [string, Record<string, unknown>][] => {
    const of = { User: { UserName }, Role: { RoleName }, Group: { GroupName } }[kind];
    return [
      [`Attach${kind}Policy`, { ...of, PolicyArn: READ_ONLY }],
      [`ListAttached${kind}Policies`, of],
      [`Put${kind}Policy`, { ...of, PolicyName: 'own', PolicyDocument: document('kms:Sign') }],
      [`Get${kind}Policy`, { ...of, PolicyName: 'own' }],
      [`List${kind}Policies`, of],
    ];
  }),
  ['ListEntitiesForPolicy', { PolicyArn: READ_ONLY }],
  ['PutUserPermissionsBoundary', { UserName, PermissionsBoundary: KEYS }],
  ['PutRolePermissionsBoundary', { RoleName, PermissionsBoundary: KEYS }],
  ['CreateAccessKey', { UserName }],
  ['ListAccessKeys', { UserName }],
  ['UpdateAccessKey', { UserName, AccessKeyId: '$KEY', Status: 'Inactive' }],
  ['GetAccessKeyLastUsed', { AccessKeyId: '$KEY' }],
  ...['ListMFADevices', 'ListSSHPublicKeys', 'ListSigningCertificates', 'ListServiceSpecificCredentials'].map(
    (name): [string, Record<string, unknown>] => [name, { UserName }],
  ),
  ['GetAccountSummary', {}],
  ['ListAccountAliases', {}],
  ['GetAccountAuthorizationDetails', {}],
  [
    'SimulateCustomPolicy',
    {
      PolicyInputList: [document('kms:*')],
      ActionNames: ['kms:Decrypt', 'ec2:RunInstances'],
      ContextEntries: [{ ContextKeyName: 'aws:username', ContextKeyValues: ['ann'], ContextKeyType: 'string' }],
    },
  ],
  [
    'SimulatePrincipalPolicy',
    { PolicySourceArn: `arn:aws:iam::${OWN}:role/app`, ActionNames: ['kms:Decrypt'], ResourceArns: ['*'] },
  ],
  ['DeleteAccessKey', { UserName, AccessKeyId: '$KEY' }],
  ['DeleteUserPermissionsBoundary', { UserName }],
  ['DeleteRolePermissionsBoundary', { RoleName }],
  ...(['User', 'Role', 'Group'] as const).flatMap((kind): [string, Record<string, unknown>][] => {
    const of = { User: { UserName }, Role: { RoleName }, Group: { GroupName } }[kind];
    return [
      [`Detach${kind}Policy`, { ...of, PolicyArn: READ_ONLY }],
      [`Delete${kind}Policy`, { ...of, PolicyName: 'own' }],
    ];
  }),
  ['RemoveUserFromGroup', { GroupName, UserName }],
  ['UpdateUser', { UserName, NewUserName: 'anne' }],
  ['DeleteUser', { UserName: 'anne' }],
  ['DeleteRole', { RoleName }],
  ['DeleteGroup', { GroupName }],
  ['DeletePolicy', { PolicyArn: KEYS }],
];

/** No user has a password for the console. */
const ALWAYS_REFUSED = ['GetLoginProfile', 'DeleteLoginProfile'];

type Command = new (input: object) => sdk.GetUserCommand;

/** The elements of a response that are members of the output: no wrappers, and nothing that a map or list makes. */
function membersIn(xml: string, operation: string): readonly string[] {
  const names = new Set([...xml.matchAll(/<(\w+)[ />]/g)].map(([, name]) => name ?? ''));
  const ours = ['ResponseMetadata', 'RequestId', 'member', 'entry', 'key', 'value'];
  for (const name of [`${operation}Response`, `${operation}Result`, ...ours]) names.delete(name);
  return [...names];
}

/** The names of all members in what the SDK has made of it. */
function keysIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(keysIn);
  if (typeof value !== 'object' || value === null || value instanceof Date) return [];
  return Object.entries(value).flatMap(([name, member]) => (name === '$metadata' ? [] : [name, ...keysIn(member)]));
}

describe('the AWS SDK for JavaScript', () => {
  let endpoint: TestEndpoint;
  let iam: sdk.IAMClient;
  let accessKeyId = '';
  beforeAll(async () => {
    endpoint = await endpointWith();
    iam = endpoint.iamClient({ region: 'eu-west-1' });
  });

  it('has a call here for every operation', () => {
    const called = new Set([...CALLS.map(([name]) => name), ...ALWAYS_REFUSED]);
    expect(IAM_OPERATIONS.map(({ name }) => name).filter((name) => !called.has(name))).toEqual([]);
  });

  it.each(CALLS)('calls %s, and knows every member of the answer', async (name, input) => {
    const filled = JSON.parse(JSON.stringify(input).replaceAll('$KEY', accessKeyId)) as object;
    const Sent = (sdk as unknown as Readonly<Record<string, Command>>)[`${name}Command`];
    if (Sent === undefined) throw new Error(`the SDK has no ${name}`);
    const output = await iam.send(new Sent(filled));
    if (name === 'CreateAccessKey') {
      accessKeyId = (output as unknown as sdk.CreateAccessKeyCommandOutput).AccessKey?.AccessKeyId ?? '';
    }
    const known = new Set(keysIn(output));
    expect(membersIn(endpoint.lastResponse().body, name).filter((member) => !known.has(member))).toEqual([]);
    const record = (await endpoint.trail()).at(-1);
    expect(record).toMatchObject({ eventSource: 'iam.amazonaws.com', eventName: name, awsRegion: 'us-east-1' });
    expect(record).not.toHaveProperty('errorCode');
  });

  it('has none of them left in the end', () => {
    const { identities, directory } = endpoint.lab.world;
    expect([...identities.keys()]).toEqual([`arn:aws:iam::${OWN}:role/admin`, 'arn:aws:iam::444455556666:role/admin']);
    expect([directory.groups.size, directory.policies.size]).toEqual([0, 0]);
  });
});
