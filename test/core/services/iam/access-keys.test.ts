import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  GetAccessKeyLastUsedCommand,
  GetUserCommand,
  type IAMClient,
  PutUserPolicyCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { ListKeysCommand } from '@aws-sdk/client-kms';
import { beforeEach, describe, expect, it } from 'vitest';
import { identityAtRest } from '../../../../core/lab/iam-at-rest.ts';
import { endpointWith, type TestEndpoint } from '../../../helpers/endpoint-with.ts';
import { allowing, userArn } from './iam-lab.ts';

let endpoint: TestEndpoint;
let iam: IAMClient;
let credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
beforeEach(async () => {
  endpoint = await endpointWith();
  iam = endpoint.iamClient();
  await iam.send(new CreateUserCommand({ UserName: 'ann' }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'ann' }));
  credentials = { accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' };
});

const allow = (action: string) =>
  iam.send(new PutUserPolicyCommand({ UserName: 'ann', PolicyName: 'p', PolicyDocument: allowing(action) }));
const lastUsed = async () =>
  (await iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId: credentials.accessKeyId }))).AccessKeyLastUsed;

describe('an access key that CreateAccessKey made', () => {
  it('has the form of AWS’s, and signs for its user', async () => {
    expect(credentials).toEqual({
      accessKeyId: expect.stringMatching(/^AKIA[A-Z2-7]{16}$/),
      secretAccessKey: expect.stringMatching(/^[A-Za-z0-9+/]{40}$/),
    });
    await expect(endpoint.client({ credentials }).send(new ListKeysCommand({}))).rejects.toMatchObject({
      message: expect.stringContaining(userArn('ann')),
    });
    await allow('kms:ListKeys');
    await endpoint.client({ credentials }).send(new ListKeysCommand({}));
    expect((await endpoint.trail()).at(-1)?.userIdentity).toMatchObject({
      type: 'IAMUser',
      userName: 'ann',
      accessKeyId: credentials.accessKeyId,
    });
  });

  it('lets its user leave out who it is', async () => {
    await allow('iam:GetUser');
    const { User } = await endpoint.iamClient({ credentials }).send(new GetUserCommand({}));
    expect(User?.Arn).toBe(userArn('ann'));
  });

  it('is of no use while it is inactive, or with another secret', async () => {
    await allow('kms:ListKeys');
    const setStatus = (Status: 'Active' | 'Inactive') =>
      iam.send(new UpdateAccessKeyCommand({ UserName: 'ann', AccessKeyId: credentials.accessKeyId, Status }));
    const listKeys = (secret = credentials.secretAccessKey) =>
      endpoint.client({ credentials: { ...credentials, secretAccessKey: secret } }).send(new ListKeysCommand({}));
    await setStatus('Inactive');
    await expect(listKeys()).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
    await setStatus('Active');
    await listKeys();
    await expect(listKeys('x'.repeat(40))).rejects.toMatchObject({ name: 'InvalidSignatureException' });
  });

  it('tells when and where it was last used, to a quarter of an hour', async () => {
    expect(await lastUsed()).toEqual({ ServiceName: 'N/A', Region: 'N/A' });
    await allow('kms:ListKeys');
    const listKeys = (region: string) => endpoint.client({ credentials, region }).send(new ListKeysCommand({}));
    const start = endpoint.lab.now;
    await listKeys('eu-west-1');
    expect(await lastUsed()).toEqual({ LastUsedDate: new Date(start), ServiceName: 'kms', Region: 'eu-west-1' });
    await endpoint.lab.act({ type: 'advance', by: 60_000 });
    await listKeys('eu-west-1');
    expect((await lastUsed())?.LastUsedDate).toEqual(new Date(start));
    await listKeys('us-east-1');
    expect(await lastUsed()).toEqual({
      LastUsedDate: new Date(start + 60_000),
      ServiceName: 'kms',
      Region: 'us-east-1',
    });
    await endpoint.lab.act({ type: 'advance', by: 15 * 60_000 });
    await listKeys('us-east-1');
    expect((await lastUsed())?.LastUsedDate).toEqual(new Date(start + 16 * 60_000));
  });

  it('leaves its secret in no trail, journal, view or explanation', async () => {
    const { lab } = endpoint;
    const trail = await endpoint.trail();
    const requestId = trail.find(({ eventName }) => eventName === 'CreateAccessKey')?.requestID ?? '';
    const everything = JSON.stringify([
      trail,
      [...lab.world.directory.identities.values()].map(identityAtRest),
      await lab.ask({ type: 'view' }),
      await lab.ask({ type: 'why', requestId }),
    ]);
    expect(everything).toContain(credentials.accessKeyId);
    expect(everything).not.toContain(credentials.secretAccessKey);
  });
});
