import { GetUserCommand } from '@aws-sdk/client-iam';
import { DecryptCommand, EncryptCommand, ListKeysCommand } from '@aws-sdk/client-kms';
import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  type Credentials,
  GetCallerIdentityCommand,
  GetFederationTokenCommand,
  type GetFederationTokenCommandInput,
  GetSessionTokenCommand,
} from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { endpointWith, type TestEndpoint } from '../../../helpers/endpoint-with.ts';
import { ADMIN } from '../../../helpers/lab-with.ts';

const ACCOUNT = '111122223333';
const ANN = `arn:aws:iam::${ACCOUNT}:user/ann`;
const APP = `arn:aws:iam::${ACCOUNT}:role/app`;
const NEXT = `arn:aws:iam::${ACCOUNT}:role/next`;
const SESSION_ACTIONS = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'];

const allowing = (Action: string | readonly string[], Condition?: Readonly<Record<string, unknown>>) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource: '*', ...(Condition === undefined ? {} : { Condition }) }],
});

function trusting(Action: string | readonly string[], Condition?: Readonly<Record<string, unknown>>) {
  return {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { AWS: ACCOUNT }, Action, ...(Condition === undefined ? {} : { Condition }) },
    ],
  };
}

/** User ann, who may do all, and two roles that she may assume one from the other. */
async function world(trust: Readonly<Record<string, unknown>> = trusting(SESSION_ACTIONS)): Promise<TestEndpoint> {
  return endpointWith({
    world: {
      principals: {
        'main/role/admin': ['AdministratorAccess'],
        'main/role/app': ['AdministratorAccess'],
        'main/role/next': ['AdministratorAccess'],
        'main/user/ann': ['AdministratorAccess'],
      },
      trust: { 'main/role/app': trust, 'main/role/next': trust },
    },
  });
}

const identityOf = ({ AccessKeyId = '', SecretAccessKey = '', SessionToken = '' }: Credentials = EMPTY) => ({
  credentials: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken },
});
const EMPTY: Credentials = {
  AccessKeyId: undefined,
  SecretAccessKey: undefined,
  SessionToken: undefined,
  Expiration: undefined,
};

type By = Parameters<TestEndpoint['stsClient']>[0];

function assume(endpoint: TestEndpoint, given: Partial<AssumeRoleCommandInput> = {}, by: By = { as: ANN }) {
  const input = { RoleArn: APP, RoleSessionName: 'ann', ...given };
  return endpoint.stsClient(by).send(new AssumeRoleCommand(input));
}

function federate(endpoint: TestEndpoint, given: Partial<GetFederationTokenCommandInput> = {}, by: By = { as: ANN }) {
  return endpoint.stsClient(by).send(new GetFederationTokenCommand({ Name: 'bob', ...given }));
}

async function newKey(endpoint: TestEndpoint, Policy?: Readonly<Record<string, unknown>>): Promise<string> {
  const input = Policy === undefined ? {} : { Policy: JSON.stringify(Policy) };
  const { reply } = await endpoint.lab.call({ service: 'kms', operation: 'CreateKey', input, ...ADMIN });
  if (!reply.ok) throw new Error(reply.error.message);
  return (reply.output.KeyMetadata as { Arn: string }).Arn;
}

const encrypt = (KeyId: string) => new EncryptCommand({ KeyId, Plaintext: new Uint8Array([1]) });
const DENIED = { name: 'AccessDeniedException' };

describe('a session policy', () => {
  it('bounds what the role may do, and nothing more comes by it', async () => {
    const endpoint = await world();
    const KeyId = await newKey(endpoint);
    const Policy = JSON.stringify(allowing(['kms:Encrypt', 's3:*']));
    const { Credentials, PackedPolicySize } = await assume(endpoint, { Policy });
    expect(PackedPolicySize).toBeGreaterThan(0);
    const kms = endpoint.client(identityOf(Credentials));
    const { CiphertextBlob } = await kms.send(encrypt(KeyId));
    await expect(kms.send(new DecryptCommand({ CiphertextBlob }))).rejects.toMatchObject({
      ...DENIED,
      message: expect.stringContaining('because no session policy allows the kms:Decrypt action'),
    });
  });

  it('may be a managed one, which counts as it is at the time', async () => {
    const endpoint = await world();
    const KeyId = await newKey(endpoint);
    const { lab } = endpoint;
    const iam = (operation: string, input: object) => lab.call({ service: 'iam', operation, input, ...ADMIN });
    const PolicyDocument = JSON.stringify(allowing('kms:Encrypt'));
    const made = await iam('CreatePolicy', { PolicyName: 'narrow', PolicyDocument });
    const arn = made.reply.ok ? (made.reply.output.Policy as { Arn: string }).Arn : '';
    const { Credentials } = await assume(endpoint, { PolicyArns: [{ arn }] });
    const kms = endpoint.client(identityOf(Credentials));
    await kms.send(encrypt(KeyId));
    await expect(kms.send(new ListKeysCommand())).rejects.toMatchObject(DENIED);
    const wider = JSON.stringify(allowing('kms:ListKeys'));
    await iam('CreatePolicyVersion', { PolicyArn: arn, PolicyDocument: wider, SetAsDefault: true });
    await kms.send(new ListKeysCommand());
    await expect(kms.send(encrypt(KeyId))).rejects.toMatchObject(DENIED);
  });

  it('of a role that a key policy names counts, of a session that it names not', async () => {
    const endpoint = await world();
    const root = { Effect: 'Allow', Principal: { AWS: ACCOUNT }, Action: 'kms:*', Resource: '*' };
    const toRole = { Effect: 'Allow', Principal: { AWS: APP }, Action: 'kms:Encrypt', Resource: '*' };
    const session = `arn:aws:sts::${ACCOUNT}:assumed-role/app/ann`;
    const toSession = { ...toRole, Principal: { AWS: session } };
    const byRole = await newKey(endpoint, { Version: '2012-10-17', Statement: [root, toRole] });
    const bySession = await newKey(endpoint, { Version: '2012-10-17', Statement: [root, toSession] });
    const { Credentials } = await assume(endpoint, { Policy: JSON.stringify(allowing('s3:*')) });
    const kms = endpoint.client(identityOf(Credentials));
    await expect(kms.send(encrypt(byRole))).rejects.toMatchObject(DENIED);
    await kms.send(encrypt(bySession));
  });

  it('stays the same object from request to request, so that decisions are remembered', async () => {
    const endpoint = await world();
    const { Credentials } = await assume(endpoint, { Policy: JSON.stringify(allowing('kms:*')) });
    const one = endpoint.lab.accessKeys.findSession(Credentials?.SessionToken ?? '')?.facts;
    const other = endpoint.lab.accessKeys.findSession(Credentials?.SessionToken ?? '')?.facts;
    expect(one).toBe(other);
    const policies = () =>
      endpoint.lab.world.surroundings.sessionPolicies.of(one ?? {}, ACCOUNT as never, endpoint.lab.world);
    expect(policies()).toBe(policies());
  });

  it.each([
    ['that is none', { Policy: '{}' }, 'MalformedPolicyDocumentException'],
    ['that names a principal', { Policy: JSON.stringify(trusting('kms:*')) }, 'MalformedPolicyDocumentException'],
    ['of more than 2,048 characters', { Policy: JSON.stringify(allowing('kms:*')).padEnd(2_049) }, 'ValidationError'],
    ['that is not there', { PolicyArns: [{ arn: `arn:aws:iam::${ACCOUNT}:policy/none` }] }, 'InvalidParameterValue'],
    ['of another account', { PolicyArns: [{ arn: 'arn:aws:iam::444455556666:policy/x' }] }, 'InvalidParameterValue'],
  ] as const)('%s is refused', async (_what, given, name) => {
    const endpoint = await world();
    const input = 'PolicyArns' in given ? { PolicyArns: [...given.PolicyArns] } : given;
    await expect(assume(endpoint, input)).rejects.toMatchObject({ name });
    await expect(federate(endpoint, input)).rejects.toMatchObject({ name });
  });

  it('and tags have a size together', async () => {
    const endpoint = await world();
    const Tags = Array.from({ length: 40 }, (_, index) => ({ Key: `k${index}`, Value: 'v'.repeat(120) }));
    await expect(assume(endpoint, { Tags })).rejects.toMatchObject({
      name: 'PackedPolicyTooLargeException',
      message: expect.stringMatching(/^Packed size of session tags consumes 1\d\d% of allotted space\.$/),
    });
    const Policy = JSON.stringify(allowing('kms:*'));
    await expect(assume(endpoint, { Tags, Policy })).rejects.toThrow(
      /^Packed policy consumes 1\d\d% of allotted space, please use smaller policy\.$/,
    );
    const largest = { Tags: Tags.slice(0, 15), Policy: JSON.stringify(allowing('kms:*')).padEnd(1_900) };
    const { Credentials, PackedPolicySize } = await assume(endpoint, largest);
    expect(PackedPolicySize).toBeGreaterThan(90);
    expect(Credentials?.SessionToken?.length).toBeLessThan(12_288);
    await endpoint.client(identityOf(Credentials)).send(new ListKeysCommand());
  });
});

describe('session tags', () => {
  const ORDERS = { StringEquals: { 'aws:PrincipalTag/team': 'orders' } };
  const ofTeam = (team: string) => ({ Tags: [{ Key: 'team', Value: team }] });

  it('are aws:PrincipalTag, and go before the tags of the role', async () => {
    const endpoint = await world();
    const { lab } = endpoint;
    const Tags = [{ Key: 'Team', Value: 'billing' }];
    await lab.call({ service: 'iam', operation: 'TagRole', input: { RoleName: 'app', Tags }, ...ADMIN });
    const root = { Effect: 'Allow', Principal: { AWS: ACCOUNT }, Action: 'kms:*', Resource: '*', Condition: ORDERS };
    const others = { Effect: 'Allow', Principal: { AWS: ADMIN.as }, Action: 'kms:*', Resource: '*' };
    const KeyId = await newKey(endpoint, { Version: '2012-10-17', Statement: [root, others] });
    const withTag = await assume(endpoint, ofTeam('orders'));
    await endpoint.client(identityOf(withTag.Credentials)).send(encrypt(KeyId));
    const without = await assume(endpoint);
    await expect(endpoint.client(identityOf(without.Credentials)).send(encrypt(KeyId))).rejects.toMatchObject(DENIED);
  });

  it('take sts:TagSession in the trust policy, with what it says of them', async () => {
    const endpoint = await world(trusting('sts:AssumeRole'));
    await assume(endpoint);
    await expect(assume(endpoint, ofTeam('orders'))).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining(`is not authorized to perform: sts:TagSession on resource: ${APP}`),
    });
    const choosy = await world(trusting(SESSION_ACTIONS, { StringEquals: { 'aws:RequestTag/team': ['orders'] } }));
    await assume(choosy, ofTeam('orders'));
    await expect(assume(choosy, ofTeam('billing'))).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  it('go on to the next session where they are transitive, and cannot be changed there', async () => {
    const endpoint = await world();
    const Tags = [
      { Key: 'team', Value: 'orders' },
      { Key: 'floor', Value: '3' },
    ];
    const first = await assume(endpoint, { Tags, TransitiveTagKeys: ['Team'] });
    const by = identityOf(first.Credentials);
    const next = await assume(endpoint, { RoleArn: NEXT }, by);
    const facts = endpoint.lab.accessKeys.findSession(next.Credentials?.SessionToken ?? '')?.facts;
    expect(facts?.tags).toEqual({ team: 'orders' });
    expect(next.PackedPolicySize).toBeGreaterThan(0);
    await expect(assume(endpoint, { RoleArn: NEXT, Tags: [{ Key: 'TEAM', Value: 'x' }] }, by)).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      message:
        "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
    });
  });

  it('that go on take sts:TagSession as well', async () => {
    const endpoint = await endpointWith({
      world: {
        principals: {
          'main/role/app': ['AdministratorAccess'],
          'main/role/next': [],
          'main/user/ann': ['AdministratorAccess'],
        },
        trust: { 'main/role/app': trusting(SESSION_ACTIONS), 'main/role/next': trusting('sts:AssumeRole') },
      },
    });
    const { Credentials } = await assume(endpoint, { ...ofTeam('orders'), TransitiveTagKeys: ['team'] });
    const chained = assume(endpoint, { RoleArn: NEXT }, identityOf(Credentials));
    await expect(chained).rejects.toThrow(/not authorized to perform: sts:TagSession/);
    const plain = await assume(endpoint, ofTeam('orders'));
    await assume(endpoint, { RoleArn: NEXT }, identityOf(plain.Credentials));
  });

  it.each([
    [
      'twice',
      {
        Tags: [
          { Key: 'a', Value: '' },
          { Key: 'A', Value: '' },
        ],
      },
      'InvalidParameterValue',
    ],
    ['of AWS’s own', { Tags: [{ Key: 'aws:x', Value: '' }] }, 'InvalidParameterValue'],
    ['that are to go on and are not there', { TransitiveTagKeys: ['team'] }, 'InvalidParameterValue'],
    ['with an odd character', { Tags: [{ Key: 'a?', Value: '' }] }, 'ValidationError'],
  ])('%s are refused', async (_what, given, name) => {
    await expect(assume(await world(), given)).rejects.toMatchObject({ name });
  });
});

describe('a source identity', () => {
  it('stays with all sessions of a chain, and stands in CloudTrail', async () => {
    const endpoint = await world();
    const first = await assume(endpoint, { SourceIdentity: 'ann@example.com' });
    expect(first.SourceIdentity).toBe('ann@example.com');
    const by = identityOf(first.Credentials);
    const next = await assume(endpoint, { RoleArn: NEXT }, by);
    expect(next.SourceIdentity).toBe('ann@example.com');
    await assume(endpoint, { RoleArn: NEXT, SourceIdentity: 'ann@example.com' }, by);
    await expect(assume(endpoint, { RoleArn: NEXT, SourceIdentity: 'eve' }, by)).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'The source identity is already set for this assume role session',
    });
    await endpoint.client(identityOf(next.Credentials)).send(new ListKeysCommand());
    const record = (await endpoint.trail()).at(-1);
    expect(record?.userIdentity.sessionContext).toMatchObject({
      sessionIssuer: { userName: 'next' },
      sourceIdentity: 'ann@example.com',
      attributes: { mfaAuthenticated: 'false' },
    });
  });

  it('takes sts:SetSourceIdentity, and is what aws:SourceIdentity tells', async () => {
    const endpoint = await world(trusting('sts:AssumeRole'));
    await expect(assume(endpoint, { SourceIdentity: 'ann' })).rejects.toThrow(/sts:SetSourceIdentity on resource/);
    const choosy = await world(trusting(SESSION_ACTIONS, { StringLike: { 'sts:SourceIdentity': 'ann' } }));
    await expect(assume(choosy)).rejects.toMatchObject({ name: 'AccessDenied' });
    const { Credentials } = await assume(choosy, { SourceIdentity: 'ann' });
    await assume(choosy, { RoleArn: NEXT }, identityOf(Credentials));
  });
});

describe('how long a session lasts', () => {
  it('is up to the role', async () => {
    const endpoint = await world();
    const { lab } = endpoint;
    await expect(assume(endpoint, { DurationSeconds: 7_200 })).rejects.toMatchObject({ name: 'ValidationError' });
    const input = { RoleName: 'app', MaxSessionDuration: 7_200 };
    await lab.call({ service: 'iam', operation: 'UpdateRole', input, ...ADMIN });
    const { Credentials } = await assume(endpoint, { DurationSeconds: 7_200 });
    expect(Credentials?.Expiration).toEqual(new Date(lab.now + 7_200_000));
  });

  it('is an hour at most where a role’s session asks', async () => {
    const endpoint = await world();
    const input = { RoleName: 'next', MaxSessionDuration: 43_200 };
    await endpoint.lab.call({ service: 'iam', operation: 'UpdateRole', input, ...ADMIN });
    const { Credentials } = await assume(endpoint);
    const chained = assume(endpoint, { RoleArn: NEXT, DurationSeconds: 3_601 }, identityOf(Credentials));
    await expect(chained).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    });
    const own = await assume(endpoint, { RoleArn: NEXT, DurationSeconds: 43_200 });
    expect(own.Credentials?.Expiration).toEqual(new Date(endpoint.lab.now + 43_200_000));
  });

  it('ends with its role', async () => {
    const endpoint = await world();
    const { Credentials } = await assume(endpoint);
    const kms = endpoint.client(identityOf(Credentials));
    await kms.send(new ListKeysCommand());
    const iam = (operation: string, input: object) => endpoint.lab.call({ service: 'iam', operation, input, ...ADMIN });
    const PolicyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
    await iam('DetachRolePolicy', { RoleName: 'app', PolicyArn });
    const { reply } = await iam('DeleteRole', { RoleName: 'app' });
    expect(reply).toMatchObject({ ok: true });
    await expect(kms.send(new ListKeysCommand())).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
  });

  it('is told by aws:TokenIssueTime, by which a role’s sessions are revoked', async () => {
    const endpoint = await world();
    const { lab } = endpoint;
    const before = await assume(endpoint);
    await lab.act({ type: 'advance', by: 60_000 });
    const older = { DateLessThan: { 'aws:TokenIssueTime': new Date(lab.now).toISOString() } };
    const statement = { Effect: 'Deny', Action: '*', Resource: '*', Condition: older };
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: statement });
    const input = { RoleName: 'app', PolicyName: 'AWSRevokeOlderSessions', PolicyDocument };
    await lab.call({ service: 'iam', operation: 'PutRolePolicy', input, ...ADMIN });
    const after = await assume(endpoint);
    const list = new ListKeysCommand();
    await expect(endpoint.client(identityOf(before.Credentials)).send(list)).rejects.toMatchObject(DENIED);
    await endpoint.client(identityOf(after.Credentials)).send(list);
  });
});

describe('a federated user', () => {
  it('may do what both its user and its session policy may', async () => {
    const endpoint = await world();
    const KeyId = await newKey(endpoint);
    const made = await federate(endpoint, { Policy: JSON.stringify(allowing('kms:Encrypt')) });
    const arn = `arn:aws:sts::${ACCOUNT}:federated-user/bob`;
    expect(made.FederatedUser).toEqual({ FederatedUserId: `${ACCOUNT}:bob`, Arn: arn });
    expect(made.Credentials?.Expiration).toEqual(new Date(endpoint.lab.now + 43_200_000));
    const by = identityOf(made.Credentials);
    await endpoint.client(by).send(encrypt(KeyId));
    await expect(endpoint.client(by).send(new ListKeysCommand())).rejects.toMatchObject(DENIED);
    const told = await endpoint.stsClient(by).send(new GetCallerIdentityCommand());
    expect(told).toMatchObject({ Account: ACCOUNT, Arn: arn, UserId: `${ACCOUNT}:bob` });
    expect((await endpoint.trail()).at(-1)?.userIdentity).toMatchObject({
      type: 'FederatedUser',
      sessionContext: { sessionIssuer: { type: 'IAMUser', userName: 'ann' } },
    });
  });

  it('without a session policy may do nothing', async () => {
    const endpoint = await world();
    const { Credentials } = await federate(endpoint);
    const listed = endpoint.client(identityOf(Credentials)).send(new ListKeysCommand());
    await expect(listed).rejects.toMatchObject(DENIED);
  });

  it('has its tags, which take sts:TagSession', async () => {
    const endpoint = await world();
    const when = { StringEquals: { 'aws:PrincipalTag/team': 'orders' } };
    const given = { Policy: JSON.stringify(allowing('kms:*', when)), Tags: [{ Key: 'team', Value: 'orders' }] };
    const { Credentials, PackedPolicySize } = await federate(endpoint, given);
    expect(PackedPolicySize).toBeGreaterThan(0);
    await endpoint.client(identityOf(Credentials)).send(new ListKeysCommand());
    const input = {
      UserName: 'ann',
      PolicyName: 'untagged',
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: { Effect: 'Deny', Action: 'sts:TagSession', Resource: '*' },
      }),
    };
    await endpoint.lab.call({ service: 'iam', operation: 'PutUserPolicy', input, ...ADMIN });
    await expect(federate(endpoint, given)).rejects.toThrow(/sts:TagSession on resource: .*:federated-user\/bob/);
  });

  it('calls neither IAM nor STS, but to ask who it is, and is not made by a session', async () => {
    const endpoint = await world();
    const { Credentials } = await federate(endpoint, { Policy: JSON.stringify(allowing('*')) });
    const by = identityOf(Credentials);
    await expect(endpoint.iamClient(by).send(new GetUserCommand({ UserName: 'ann' }))).rejects.toMatchObject({
      name: 'InvalidClientTokenId',
      $metadata: { httpStatusCode: 403 },
    });
    await expect(assume(endpoint, {}, by)).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(federate(endpoint, {}, by)).rejects.toThrow('Cannot call GetFederationToken with session credentials');
    await expect(federate(endpoint, {}, { as: ADMIN.as })).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  it('of a root user has an hour', async () => {
    const endpoint = await world();
    const root = { as: `arn:aws:iam::${ACCOUNT}:root` };
    const { Credentials } = await federate(endpoint, { Policy: JSON.stringify(allowing('kms:*')) }, root);
    expect(Credentials?.Expiration).toEqual(new Date(endpoint.lab.now + 3_600_000));
    await endpoint.client(identityOf(Credentials)).send(new ListKeysCommand());
  });

  it('goes with its user, and stays its user’s by another name', async () => {
    const endpoint = await world();
    const { Credentials } = await federate(endpoint, { Policy: JSON.stringify(allowing('kms:*')) });
    const kms = endpoint.client(identityOf(Credentials));
    const iam = (operation: string, input: object) => endpoint.lab.call({ service: 'iam', operation, input, ...ADMIN });
    await iam('UpdateUser', { UserName: 'ann', NewUserName: 'anna' });
    await kms.send(new ListKeysCommand());
    await iam('DetachUserPolicy', { UserName: 'anna', PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' });
    await expect(kms.send(new ListKeysCommand())).rejects.toMatchObject(DENIED);
    expect((await iam('DeleteUser', { UserName: 'anna' })).reply).toMatchObject({ ok: true });
    await expect(kms.send(new ListKeysCommand())).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
  });
});

describe('a session of a user', () => {
  it('is the user, but with a beginning, and IAM does not answer it', async () => {
    const endpoint = await world();
    const { Credentials } = await endpoint.stsClient({ as: ANN }).send(new GetSessionTokenCommand({}));
    const by = identityOf(Credentials);
    await endpoint.client(by).send(new ListKeysCommand());
    const { userIdentity } = (await endpoint.trail()).at(-1) ?? {};
    expect(userIdentity).toMatchObject({
      type: 'IAMUser',
      userName: 'ann',
      sessionContext: { attributes: { mfaAuthenticated: 'false' } },
    });
    expect(userIdentity?.sessionContext?.sessionIssuer).toBeUndefined();
    await expect(endpoint.iamClient(by).send(new GetUserCommand({}))).rejects.toMatchObject({
      name: 'InvalidClientTokenId',
    });
    await expect(endpoint.stsClient(by).send(new GetSessionTokenCommand({}))).rejects.toThrow(
      'Cannot call GetSessionToken with session credentials',
    );
    await assume(endpoint, {}, by);
  });
});

describe('a session as a front end tells it', () => {
  const list = { service: 'kms', operation: 'ListKeys', input: {}, region: 'us-east-1' } as const;

  it('has a policy, tags, MFA and all', async () => {
    const { lab } = await world();
    const session = { policy: JSON.stringify(allowing('kms:Encrypt')), mfaAt: lab.now, sourceIdentity: 'ann' };
    const { reply, records } = await lab.call({ ...list, as: APP, session });
    expect(reply).toMatchObject({ ok: false, error: { name: 'AccessDeniedException' } });
    expect(records[0]?.userIdentity.sessionContext).toMatchObject({
      attributes: { mfaAuthenticated: 'true' },
      sourceIdentity: 'ann',
    });
    const wide = {
      ...session,
      policy: JSON.stringify(allowing('kms:*', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } })),
    };
    expect((await lab.call({ ...list, as: APP, session: wide })).reply).toMatchObject({ ok: true });
  });

  it('bounds what services do for it', async () => {
    const endpoint = await world();
    const KmsKeyId = await newKey(endpoint);
    const { lab } = endpoint;
    await lab.call({ ...list, service: 's3', operation: 'CreateBucket', input: { Bucket: 'kept-things' }, as: APP });
    const input = {
      Bucket: 'kept-things',
      Key: 'a',
      Body: Uint8Array.of(1),
      ServerSideEncryption: 'aws:kms',
      SSEKMSKeyId: KmsKeyId,
    };
    const put = (policy: string) =>
      lab.call({ ...list, service: 's3', operation: 'PutObject', input, as: APP, session: { policy } });
    expect((await put(JSON.stringify(allowing('s3:*')))).reply).toMatchObject({ error: { name: 'AccessDenied' } });
    expect((await put(JSON.stringify(allowing(['s3:*', 'kms:GenerateDataKey'])))).reply).toMatchObject({ ok: true });
    const volume = { AvailabilityZone: 'us-east-1a', Size: 1, Encrypted: true, KmsKeyId };
    const make = { ...list, service: 'ec2', operation: 'CreateVolume', input: volume, as: APP } as const;
    for (const [actions, state] of [
      [['ec2:*'], 'error'],
      [['ec2:*', 'kms:*'], 'available'],
    ] as const) {
      const session = { policy: JSON.stringify(allowing(actions)) };
      const { reply } = await lab.call({ ...make, session });
      const id = reply.ok ? String(reply.output.VolumeId) : '';
      await lab.act({ type: 'advance', by: 60_000 });
      expect(lab.world.volumes.get(id)?.machine.value).toBe(state);
    }
  });

  it('is asked about again as it was', async () => {
    const { lab } = await world();
    const session = { policy: JSON.stringify(allowing('s3:*')), tags: { team: 'blue' } };
    const { requestId } = await lab.call({ ...list, as: APP, session });
    expect(await lab.ask({ type: 'why', requestId })).toMatchObject({
      error: { because: 'no-session-policy-statement' },
    });
  });

  it('that is none is no request', async () => {
    const { lab } = await world();
    for (const session of [{ policy: '{}' }, { tags: { a: 1 } }, { what: 'x' }, { mfaAt: 'now' }]) {
      await expect(lab.call({ ...list, as: APP, session: session as never })).rejects.toThrow(/session/);
    }
    await expect(lab.call({ ...list, as: 'ec2.amazonaws.com', session: {} })).rejects.toThrow('without a session');
  });

  it('has a token as long as asked', async () => {
    const endpoint = await world();
    const { Credentials } = await assume(endpoint, { MinimumSessionTokenSize: 4_000 });
    expect(Credentials?.SessionToken?.length).toBeGreaterThanOrEqual(4_000);
    await endpoint.client(identityOf(Credentials)).send(new ListKeysCommand());
  });

  it('opens IAM to a user where it began with MFA', async () => {
    const { lab } = await world();
    const call = { ...list, service: 'iam', operation: 'GetUser', as: ANN } as const;
    expect((await lab.call({ ...call, session: {} })).reply).toMatchObject({ error: { name: 'InvalidClientTokenId' } });
    expect((await lab.call({ ...call, session: { mfaAt: lab.now } })).reply).toMatchObject({ ok: true });
  });
});
