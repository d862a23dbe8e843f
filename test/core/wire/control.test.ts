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
  it.each(['GET health', 'GET snapshot', 'POST reset', 'POST clock'])(
    '%s is not there unless asked for',
    async (route) => {
      const endpoint = await endpointWith();
      expect((await ask(endpoint, route)).status).toBe(404);
    },
  );

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
