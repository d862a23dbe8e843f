import { type KMSClient, ListKeysCommand } from '@aws-sdk/client-kms';
import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
  type STSClient,
} from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import type { WorldSpec } from '../../../core/index.ts';
import { endpointWith, type TestEndpoint } from '../../helpers/endpoint-with.ts';
import { ADMIN } from '../../helpers/lab-with.ts';

const HOUR = 3_600_000;
const ROLE = 'arn:aws:iam::111122223333:role/auditor';
const ANN = 'arn:aws:iam::111122223333:user/ann';
const STRANGER = 'arn:aws:iam::444455556666:user/stan';
const MAY_ASSUME = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' } };

function trusting(...principals: readonly string[]) {
  return {
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Principal: { AWS: principals }, Action: 'sts:AssumeRole' },
  };
}

/** ann and stan, who may assume roles or not as far as IAM goes, and a role with a trust policy. */
async function worldWith(trust: Readonly<Record<string, unknown>> | undefined, mayAssume: boolean) {
  const world: Partial<WorldSpec> = {
    principals: {
      'main/role/admin': ['AdministratorAccess'],
      'main/role/auditor': ['AdministratorAccess'],
      'main/user/ann': mayAssume ? [MAY_ASSUME] : [],
      'partner/user/stan': mayAssume ? [MAY_ASSUME] : [],
    },
    ...(trust === undefined ? {} : { trust: { 'main/role/auditor': trust } }),
  };
  return endpointWith({ world });
}

const assume = (RoleArn = ROLE) => new AssumeRoleCommand({ RoleArn, RoleSessionName: 'ann-audits' });

function sts(endpoint: TestEndpoint, as: string): STSClient {
  return endpoint.stsClient({ as });
}

describe('GetCallerIdentity', () => {
  it.each([
    [ADMIN.as, /^AROA\w{17}:kmslab$/, 'arn:aws:sts::111122223333:assumed-role/admin/kmslab'],
    [ANN, /^AIDA\w{17}$/, ANN],
    ['arn:aws:iam::111122223333:root', /^111122223333$/, 'arn:aws:iam::111122223333:root'],
  ])('tells %s who it is', async (as, UserId, Arn) => {
    const endpoint = await worldWith(undefined, false);
    const identity = await sts(endpoint, as).send(new GetCallerIdentityCommand({}));
    expect(identity).toMatchObject({ Account: '111122223333', Arn, UserId: expect.stringMatching(UserId) });
    expect((await endpoint.trail()).at(-1)).toMatchObject({
      eventSource: 'sts.amazonaws.com',
      eventName: 'GetCallerIdentity',
    });
  });
});

describe('AssumeRole', () => {
  it.each([
    ['the account, and IAM lets ann', trusting('111122223333'), true, ANN, true],
    ['the account, and IAM does not let ann', trusting('111122223333'), false, ANN, false],
    ['nothing of its own, so its account', undefined, true, ANN, true],
    ['ann, whatever IAM says', trusting(ANN), false, ANN, true],
    ['somebody else', trusting(ADMIN.as), true, ANN, false],
    ['another account, and IAM there lets stan', trusting('444455556666'), true, STRANGER, true],
    ['another account, and IAM there does not', trusting('444455556666'), false, STRANGER, false],
    ['stan of another account, and IAM there does not', trusting(STRANGER), false, STRANGER, false],
    ['its own account only', trusting('111122223333'), true, STRANGER, false],
  ])('of a role that trusts %s', async (_what, trust, mayAssume, as, isLet) => {
    const endpoint = await worldWith(trust, mayAssume);
    const asked = sts(endpoint, as).send(assume());
    if (isLet) {
      expect((await asked).AssumedRoleUser?.Arn).toBe('arn:aws:sts::111122223333:assumed-role/auditor/ann-audits');
    } else {
      await expect(asked).rejects.toMatchObject({
        name: 'AccessDenied',
        message: `User: ${as} is not authorized to perform: sts:AssumeRole on resource: ${ROLE}`,
        $metadata: { httpStatusCode: 403 },
      });
    }
  });

  it('gives credentials that are the role’s, for an hour of the lab’s clock', async () => {
    const endpoint = await worldWith(undefined, true);
    const { Credentials } = await sts(endpoint, ANN).send(assume());
    expect(Credentials?.Expiration).toEqual(new Date(endpoint.lab.now + HOUR));
    const credentials = {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    };
    const kms: KMSClient = endpoint.client({ credentials });
    await kms.send(new ListKeysCommand({}));
    expect((await endpoint.trail()).at(-1)?.userIdentity.arn).toMatch(/:assumed-role\/auditor\/ann-audits$/);
    await endpoint.lab.act({ type: 'advance', by: HOUR });
    await expect(kms.send(new ListKeysCommand({}))).rejects.toMatchObject({ name: 'ExpiredTokenException' });
  });

  it('leaves no credential in trail, journal, view or explanation', async () => {
    const endpoint = await worldWith(undefined, true);
    const { Credentials } = await sts(endpoint, ANN).send(assume());
    const { lab } = endpoint;
    const requestId = (await endpoint.trail()).at(-1)?.requestID ?? '';
    const everything = JSON.stringify([
      await endpoint.trail(),
      lab.world.identities.get(ROLE),
      await lab.ask({ type: 'view' }),
      await lab.ask({ type: 'why', requestId }),
    ]);
    expect(everything).toContain(Credentials?.AccessKeyId);
    expect(everything).not.toContain(Credentials?.SecretAccessKey);
    expect(everything).not.toContain(Credentials?.SessionToken);
  });

  it.each([
    ['a role that is not there', assume('arn:aws:iam::111122223333:role/nobody'), ANN, 'AccessDenied'],
    ['by a root user', assume(), 'arn:aws:iam::111122223333:root', 'AccessDenied'],
    ['a short session name', new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: 'a' }), ANN, 'ValidationError'],
    [
      'more than an hour',
      new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: 'ann', DurationSeconds: 7_200 }),
      ANN,
      'ValidationError',
    ],
    [
      'with an MFA device, for there are none',
      new AssumeRoleCommand({
        RoleArn: ROLE,
        RoleSessionName: 'ann',
        SerialNumber: 'arn:aws:iam::111122223333:mfa/ann',
        TokenCode: '123456',
      }),
      ANN,
      'ValidationError',
    ],
  ])('%s is refused', async (_what, command, as, name) => {
    const endpoint = await worldWith(trusting('111122223333', ANN, 'arn:aws:iam::111122223333:root'), true);
    await expect(sts(endpoint, as).send(command)).rejects.toMatchObject({ name });
  });
});

describe('GetSessionToken', () => {
  it('gives a user credentials for a while', async () => {
    const endpoint = await worldWith(undefined, true);
    const { Credentials } = await sts(endpoint, ANN).send(new GetSessionTokenCommand({ DurationSeconds: 900 }));
    expect(Credentials?.Expiration).toEqual(new Date(endpoint.lab.now + 900_000));
  });

  it('is not for roles', async () => {
    const endpoint = await worldWith(undefined, true);
    await expect(sts(endpoint, ADMIN.as).send(new GetSessionTokenCommand({}))).rejects.toMatchObject({
      name: 'AccessDenied',
    });
  });
});

describe('a session of a world that was started over', () => {
  it('is refused where its principal is no longer there', async () => {
    const endpoint = await endpointWith({ auth: 'trust', hasControl: true });
    const stranger = { credentials: { accessKeyId: '999988887777', secretAccessKey: 'x' } };
    const { Credentials } = await endpoint.stsClient(stranger).send(new GetSessionTokenCommand({}));
    const credentials = {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    };
    await endpoint.client({ credentials }).send(new ListKeysCommand({}));
    await endpoint.send({ path: '/_kmslab/reset' });
    await expect(endpoint.client({ credentials }).send(new ListKeysCommand({}))).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
    });
  });
});

describe('STS refuses', () => {
  it.each([
    ['Action=NoSuch&Version=2011-06-15', 400, 'InvalidAction'],
    ['Action=GetCallerIdentity&Version=1999-01-01', 400, 'InvalidAction'],
    ['Version=2011-06-15', 400, 'MissingAction'],
    ['Action=%zz', 400, 'MalformedQueryString'],
    ['Action=AssumeRole&RoleArn=%3Cx%3E&RoleSessionName=ab', 400, 'ValidationError'],
  ])('%s with %d %s', async (form, status, code) => {
    const endpoint = await endpointWith({ auth: 'trust' });
    const answer = await endpoint.send({
      headers: new Map([
        ['host', 'localhost'],
        ['content-type', 'application/x-www-form-urlencoded; charset=utf-8'],
      ]),
      body: new TextEncoder().encode(form),
    });
    expect(answer.status).toBe(status);
    expect(answer.headers['Content-Type']).toBe('text/xml');
    expect(answer.body).toContain(`<Type>Sender</Type><Code>${code}</Code>`);
    expect(answer.body).not.toContain('<x>');
  });

  it.each([
    ['an access key that nobody has', 'AKIAIOSFODNN7EXAMPLE', 'InvalidClientTokenId'],
    ['a wrong secret', null, 'SignatureDoesNotMatch'],
  ])('%s with 403', async (_what, given, name) => {
    const endpoint = await endpointWith();
    const accessKeyId = given ?? endpoint.lab.accessKeys.of(ADMIN.as).accessKeyId;
    const client = endpoint.stsClient({ credentials: { accessKeyId, secretAccessKey: 'x' } });
    await expect(client.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name,
      $metadata: { httpStatusCode: 403 },
    });
    expect(await endpoint.trail()).toEqual([]);
  });
});
