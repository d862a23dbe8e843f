import { DescribeKeyCommand, ListKeysCommand } from '@aws-sdk/client-kms';
import { describe, expect, it } from 'vitest';
import { endpointWith, type TestEndpoint } from '../../helpers/endpoint-with.ts';
import { ADMIN } from '../../helpers/lab-with.ts';

const HOST = ['host', '127.0.0.1:4599'] as const;

async function ask(endpoint: TestEndpoint, route: string, body?: unknown, token?: string) {
  const [method = '', path = ''] = route.split(' ');
  const { status, body: text } = await endpoint.send({
    method,
    path: `/_kmslab/${path}`,
    headers: new Map([HOST, ...(token === undefined ? [] : [['authorization', `Bearer ${token}`] as const])]),
    body: new TextEncoder().encode(body === undefined ? '' : JSON.stringify(body)),
  });
  return { status, body: JSON.parse(text) as Record<string, unknown> };
}

describe('the control surface', () => {
  it.each(['GET health', 'GET snapshot', 'POST reset', 'POST clock', 'POST advance', 'POST step'])(
    '%s is not there unless asked for',
    async (route) => {
      const endpoint = await endpointWith();
      expect((await ask(endpoint, route)).status).toBe(404);
    },
  );

  it('moves the clock for whoever shows the token, without --control', async () => {
    const endpoint = await endpointWith();
    expect(await ask(endpoint, 'POST move', { advance: '1d' })).toMatchObject({ status: 403 });
    expect(await ask(endpoint, 'POST move', { advance: '1d' }, 'guess')).toMatchObject({ status: 403 });
    expect(await ask(endpoint, 'POST move', { advance: '1d' }, endpoint.site.token)).toMatchObject({
      status: 200,
      body: { now: '2026-01-02T12:00:00.000Z' },
    });
  });

  it('runs a line for whoever shows the token, as the one it names, and tells what KMS saw of it', async () => {
    const endpoint = await endpointWith();
    const asked = { line: 'aws kms generate-random --number-of-bytes 8', as: ADMIN.as, region: 'us-east-1' };
    expect(await ask(endpoint, 'POST run', asked)).toMatchObject({ status: 403 });
    expect(await ask(endpoint, 'POST run', asked, 'guess')).toMatchObject({ status: 403 });
    expect(await ask(endpoint, 'POST run', asked, endpoint.site.token)).toMatchObject({
      status: 200,
      body: { stderr: '', run: { line: asked.line, exitCode: 0, operation: 'GenerateRandom' } },
    });
    expect(await ask(endpoint, 'POST run', { line: 'aws kms list-keys' }, endpoint.site.token)).toMatchObject({
      status: 400,
      body: { error: expect.stringContaining('expected {"line"') },
    });
  });

  it('tells health and the lab’s time', async () => {
    const endpoint = await endpointWith({ hasControl: true });
    expect(await ask(endpoint, 'GET health')).toEqual({
      status: 200,
      body: { status: 'ok', now: '2026-01-01T12:00:00.000Z' },
    });
  });

  it.each([
    ['1d', '2026-01-02T12:00:00.000Z'],
    ['2027-01-01T00:00:00Z', '2027-01-01T00:00:00.000Z'],
  ])('moves the clock by or to %s', async (advance, now) => {
    const endpoint = await endpointWith({ hasControl: true });
    expect(await ask(endpoint, 'POST clock', { advance })).toMatchObject({ status: 200, body: { now } });
  });

  it.each([[{ advance: 'yesterday' }], [{ advance: '2020-01-01T00:00:00Z' }], [{}], [{ advance: 'next' }]])(
    'refuses to move the clock by %j, and says why',
    async (body) => {
      const endpoint = await endpointWith({ hasControl: true });
      const answer = await ask(endpoint, 'POST clock', body);
      expect(answer).toEqual({ status: 400, body: { error: expect.stringMatching(/\w/) } });
    },
  );

  it('starts the world over, with the same access keys', async () => {
    const endpoint = await endpointWith({ hasControl: true });
    const before = endpoint.lab.accessKeys.of(ADMIN.as);
    await endpoint.lab.call({ service: 'kms', operation: 'CreateKey', input: {}, ...ADMIN });
    expect((await ask(endpoint, 'GET snapshot')).body.keys).toHaveLength(1);
    expect((await ask(endpoint, 'POST reset')).status).toBe(200);
    expect((await ask(endpoint, 'GET snapshot')).body.keys).toEqual([]);
    expect(endpoint.lab.accessKeys.of(ADMIN.as)).toEqual(before);
  });
});

describe('the credentials of a server', () => {
  it.each([[undefined], [''], ['0'.repeat(64)]])('are not for those who show the token %j', async (token) => {
    const endpoint = await endpointWith({ hasControl: true });
    expect(await ask(endpoint, 'POST credentials', {}, token)).toEqual({
      status: 403,
      body: { error: expect.any(String) },
    });
  });

  it.each([
    [{}, ADMIN.as],
    [{ as: 'partner/role/admin' }, 'arn:aws:iam::444455556666:role/admin'],
    [{ as: 'main/root' }, 'arn:aws:iam::111122223333:root'],
    [{ as: ADMIN.as }, ADMIN.as],
  ])('for %j are those of %s', async (body, principalArn) => {
    const endpoint = await endpointWith();
    const answer = await ask(endpoint, 'POST credentials', body, endpoint.site.token);
    expect(answer).toMatchObject({ status: 200, body: { principalArn, ...endpoint.lab.accessKeys.of(principalArn) } });
  });

  it('of a principal that is not there are refused with its name', async () => {
    const endpoint = await endpointWith();
    const answer = await ask(endpoint, 'POST credentials', { as: 'main/user/nobody' }, endpoint.site.token);
    expect(answer).toEqual({ status: 400, body: { error: expect.stringContaining('nobody') } });
  });
});

describe('credentials of a session', () => {
  const POLICY = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'kms:ListKeys', Resource: '*' }] };

  it('carry what the session is to carry', async () => {
    const endpoint = await endpointWith();
    const answer = await ask(endpoint, 'POST credentials', { session: { policy: POLICY } }, endpoint.site.token);
    const { accessKeyId, secretAccessKey, sessionToken } = answer.body as Record<string, string>;
    const credentials = { accessKeyId: `${accessKeyId}`, secretAccessKey: `${secretAccessKey}`, sessionToken };
    const client = endpoint.client({ credentials: { ...credentials, sessionToken: `${sessionToken}` } });
    await expect(client.send(new ListKeysCommand({}))).resolves.toMatchObject({ Keys: [] });
    await endpoint.lab.call({ service: 'kms', operation: 'CreateKey', input: {}, ...ADMIN });
    const [{ keyId: KeyId } = { keyId: '' }] = (await endpoint.lab.ask({ type: 'view' })).keys;
    await expect(client.send(new DescribeKeyCommand({ KeyId }))).rejects.toThrow('because no session policy allows');
  });

  it('are refused for what no session carries, in one line', async () => {
    const endpoint = await endpointWith();
    const answer = await ask(endpoint, 'POST credentials', { session: { mfa: 'yes' } }, endpoint.site.token);
    expect(answer).toEqual({ status: 400, body: { error: expect.stringMatching(/^session:1:\d+: mfa: /) } });
  });
});

describe('steps of a scenario', () => {
  const HERE = { as: 'main/role/admin', region: 'us-east-1' };

  it('are taken for those alone who show the token', async () => {
    const endpoint = await endpointWith({ hasControl: true });
    const step = { ...HERE, run: 'aws kms create-key' };
    expect((await ask(endpoint, 'POST step', step)).status).toBe(403);
    expect((await ask(endpoint, 'GET snapshot')).body.keys).toEqual([]);
    const { status, body } = await ask(endpoint, 'POST step', step, endpoint.site.token);
    expect([status, body.outcome]).toEqual([200, expect.objectContaining({ exitCode: 0 })]);
    expect((await ask(endpoint, 'GET snapshot')).body.keys).toHaveLength(1);
  });

  it('are looked at as the player of scenarios does', async () => {
    const endpoint = await endpointWith({ hasControl: true });
    const step = { expect: { state: { key: 'none', is: 'Enabled' } } };
    const { body } = await ask(endpoint, 'POST step', step, endpoint.site.token);
    expect(body.expect).toEqual({ held: false, expected: 'none is Enabled', found: 'none is gone' });
  });

  it.each([
    [{ advance: 'yesterday' }, /^step:1:\d+: advance: /],
    [{ run: 'aws kms list-keys' }, /no step has said who acts/],
    [{ ...HERE, as: 'other/role/admin', read: { volume: 'vol-1' } }, /^this world has no principal 'other\/role/],
  ])('that are none, or name what is not there, are refused: %j', async (step, says) => {
    const endpoint = await endpointWith({ hasControl: true });
    const { status, body } = await ask(endpoint, 'POST step', step, endpoint.site.token);
    expect([status, body]).toEqual([400, { error: expect.stringMatching(says) }]);
  });

  it('move the clock by the route that is made for it', async () => {
    const endpoint = await endpointWith({ hasControl: true });
    expect(await ask(endpoint, 'POST advance', { advance: '1d' })).toMatchObject({
      status: 200,
      body: { now: '2026-01-02T12:00:00.000Z' },
    });
  });
});

describe('requests that are turned away at the door', () => {
  const turnedAway = async (endpoint: TestEndpoint) =>
    (await ask(endpoint, 'POST turned-away', {}, endpoint.site.token)).body as unknown as readonly object[];
  const STRANGER = { credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'not-it' } } as const;

  it('are told to whoever has the token, until a refusal in the trail comes after them', async () => {
    const endpoint = await endpointWith();
    expect(await turnedAway(endpoint)).toEqual([]);
    await expect(endpoint.client(STRANGER).send(new ListKeysCommand({}))).rejects.toThrow();
    const { accessKeyId } = endpoint.lab.accessKeys.of(ADMIN.as);
    const wrong = { credentials: { accessKeyId, secretAccessKey: 'not-it' } };
    await expect(endpoint.client(wrong).send(new ListKeysCommand({}))).rejects.toThrow();
    expect(await turnedAway(endpoint)).toEqual([
      {
        at: endpoint.lab.now,
        name: 'UnrecognizedClientException',
        message: 'The security token included in the request is invalid.',
        accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      },
      {
        at: endpoint.lab.now,
        name: 'InvalidSignatureException',
        message: expect.stringMatching(/^The request signature we calculated does not match/),
        accessKeyId,
      },
    ]);
    await endpoint.client().send(new ListKeysCommand({})); // which is in the trail, and no refusal
    expect(await turnedAway(endpoint)).toHaveLength(2);
    await expect(endpoint.client().send(new DescribeKeyCommand({ KeyId: 'alias/none' }))).rejects.toThrow();
    expect(await turnedAway(endpoint)).toEqual([]);
  });

  it('are few, short, and without what the request had in its header', async () => {
    const endpoint = await endpointWith();
    const send = (authorization: string) =>
      endpoint.send({
        headers: new Map([HOST, ['x-amz-target', 'TrentService.ListKeys'], ['authorization', authorization]]),
      });
    await send(`AWS4-HMAC-SHA256 wJalrXUtnFEMI, Signature=${'s'.repeat(64)}`);
    await send('wJalrXUtnFEMI');
    await send(`AWS4-HMAC-SHA256 Credential=wJalrXUtnFEMI, Signature=wJalrXUtnFEMI`);
    await send(`AWS4-HMAC-SHA256 Signature=wJalrXUtnFEMI${'x'.repeat(2_000)}`);
    const told = await turnedAway(endpoint);
    expect(told).toHaveLength(4);
    expect(JSON.stringify(told)).not.toMatch(/wJalr|sss|xxx/);
    expect(told[3]).toMatchObject({
      message: expect.stringContaining("requires 'Credential' parameter"),
      accessKeyId: null,
    });
    for (let n = 0; n < 100; n++) await send('nothing');
    expect(await turnedAway(endpoint)).toHaveLength(20);
  });

  it.each([undefined, 'wrong'])('are told to nobody else (token %s)', async (token) => {
    const endpoint = await endpointWith({ hasControl: true });
    expect((await ask(endpoint, 'POST turned-away', {}, token)).status).toBe(403);
  });

  it('are forgotten with the world that was started over', async () => {
    const endpoint = await endpointWith({ hasControl: true });
    await expect(endpoint.client(STRANGER).send(new ListKeysCommand({}))).rejects.toThrow();
    await ask(endpoint, 'POST reset');
    expect(await turnedAway(endpoint)).toEqual([]);
  });
});

describe('questions to a running lab', () => {
  const question = { type: 'whyIf', as: 'partner/role/admin', action: 'kms:CreateKey' };

  it('are answered to whoever has the token, without --control', async () => {
    const endpoint = await endpointWith();
    const { token } = endpoint.site;
    expect(await ask(endpoint, 'POST ask', question, token)).toMatchObject({
      status: 200,
      body: { verdict: 'allowed' },
    });
    expect(await ask(endpoint, 'POST ask', { type: 'why' }, token)).toEqual({ status: 200, body: null });
    expect(await ask(endpoint, 'POST ask', { type: 'view' }, token)).toMatchObject({ body: { keys: [] } });
  });

  it.each([undefined, 'wrong', ''])('are answered to nobody else (token %s)', async (token) => {
    const endpoint = await endpointWith({ hasControl: true });
    expect(await ask(endpoint, 'POST ask', question, token)).toEqual({
      status: 403,
      body: { error: "expected the server's token" },
    });
  });

  it.each([
    [{ type: 'eval' }, /^query\.type: expected one of .*, got "eval"$/],
    [{ type: 'whyIf', as: 7, action: 'kms:Decrypt' }, 'query.as: expected a string, got 7'],
    [{ type: 'who', key: 'x', more: true }, 'query: expected no field "more", got a boolean'],
    [
      { type: 'gains', key: 'x', changes: { keyPolicy: 1 } },
      'query.changes: expected an object with keyPolicy, identityPolicies, boundaries, organizationPolicies, revokedGrants, got an object',
    ],
    [{ type: 'who', key: 'alias/none' }, 'the lab has no key alias/none'],
    [[], 'query: expected an object, got an array'],
  ])('%j is refused, in one line', async (query, words) => {
    const endpoint = await endpointWith();
    const { status, body } = await ask(endpoint, 'POST ask', query, endpoint.site.token);
    expect(status).toBe(400);
    expect(body.error).toEqual(typeof words === 'string' ? words : expect.stringMatching(words));
  });
});
