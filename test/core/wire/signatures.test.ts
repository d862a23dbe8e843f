import { ListKeysCommand } from '@aws-sdk/client-kms';
import { beforeEach, describe, expect, it } from 'vitest';
import type { WireRequest } from '../../../core/wire/wire-request.ts';
import { type ClientOptions, endpointWith, type TestEndpoint } from '../../helpers/endpoint-with.ts';
import { ADMIN, OTHER_ADMIN } from '../../helpers/lab-with.ts';

const MINUTE = 60_000;
let endpoint: TestEndpoint;
beforeEach(async () => {
  endpoint = await endpointWith();
});

/** What the real SDK makes of the answer to its own, signed request. */
async function refusal(options: ClientOptions): Promise<{ name: string; message: string; status: number }> {
  const error = await endpoint
    .client(options)
    .send(new ListKeysCommand({}))
    .then(() => new Error('was not refused'))
    .catch((thrown: unknown) => thrown as Error);
  const { $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
  return { name: error.name, message: error.message, status: $metadata?.httpStatusCode ?? 0 };
}

function withHeader(name: string, change: (value: string) => string | null) {
  return (request: WireRequest): WireRequest => {
    const headers = new Map(request.headers);
    const value = change(headers.get(name) ?? '');
    if (value === null) headers.delete(name);
    else headers.set(name, value);
    return { ...request, headers };
  };
}

describe('a request that the SDK has signed', () => {
  it('is answered, as the principal whose access key it is', async () => {
    const { Keys } = await endpoint.client().send(new ListKeysCommand({}));
    expect(Keys).toEqual([]);
    expect((await endpoint.trail()).at(-1)).toMatchObject({
      eventName: 'ListKeys',
      userIdentity: { arn: 'arn:aws:sts::111122223333:assumed-role/admin/kmslab' },
      userAgent: expect.stringContaining('aws-sdk-js/3'),
    });
  });

  it.each([
    ['a secret of somebody else', { as: OTHER_ADMIN.as }],
    ['a secret that nobody has', {}],
  ] as const)('%s is refused', async (_what, { as = ADMIN.as }: { as?: string }) => {
    const { accessKeyId } = endpoint.lab.accessKeys.of(ADMIN.as);
    const secretAccessKey = as === ADMIN.as ? 'x'.repeat(40) : endpoint.lab.accessKeys.of(as).secretAccessKey;
    expect(await refusal({ credentials: { accessKeyId, secretAccessKey } })).toEqual({
      name: 'InvalidSignatureException',
      message: expect.stringMatching(
        /^The request signature we calculated does not match the signature you provided\./,
      ),
      status: 400,
    });
  });

  it('an access key that nobody has is refused, and never reaches the corridor', async () => {
    const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'x'.repeat(40) };
    expect(await refusal({ credentials })).toEqual({
      name: 'UnrecognizedClientException',
      message: 'The security token included in the request is invalid.',
      status: 400,
    });
    expect(await endpoint.trail()).toEqual([]);
  });

  it.each([
    [-5 * MINUTE, true],
    [5 * MINUTE, true],
    [-5 * MINUTE - 2_000, false],
    [5 * MINUTE + 2_000, false],
  ])('with a clock that is off by %d ms is let through: %s', async (skew, isLetThrough) => {
    const sent = endpoint.client({ skew }).send(new ListKeysCommand({}));
    await (isLetThrough
      ? expect(sent).resolves.toMatchObject({ Keys: [] })
      : expect(sent).rejects.toMatchObject({ name: 'InvalidSignatureException' }));
  });

  it('says in AWS’s words by how much a clock is off', async () => {
    expect((await refusal({ skew: -10 * MINUTE })).message).toMatch(
      /^Signature expired: 20260101T11(?:49|50)\d\dZ is now earlier than 20260101T115500Z \(20260101T120000Z - 5 min\.\)$/,
    );
    expect((await refusal({ skew: 10 * MINUTE })).message).toMatch(
      /^Signature not yet current: 20260101T12\d{4}Z is still later than 20260101T120500Z \(20260101T120000Z \+ 5 min\.\)$/,
    );
  });

  it.each([
    ['authorization', () => null, 'MissingAuthenticationTokenException', 'Missing Authentication Token'],
    ['authorization', () => 'Bearer abc', 'IncompleteSignatureException', /not a valid key=value pair/],
    [
      'authorization',
      () => 'AWS4-HMAC-SHA512 Credential=a',
      'IncompleteSignatureException',
      /Unsupported AWS 'algorithm'/,
    ],
    [
      'authorization',
      (value: string) => value.replace(/Signature=\w+/, ''),
      'IncompleteSignatureException',
      /^Authorization header requires 'Signature' parameter\. Authorization=/,
    ],
    [
      'authorization',
      (value: string) => value.replace(/Credential=[^,]+/, 'Credential=a/b'),
      'IncompleteSignatureException',
      /exactly 5 slash-delimited elements/,
    ],
    [
      'authorization',
      (value: string) => value.replace('/kms/', '/sns/'),
      'InvalidSignatureException',
      /^Credential should be scoped to correct service: 'kms'\. kmslab's endpoint has kms, [a-z0-9, ]+; this request is for sns\. $/,
    ],
    [
      'authorization',
      (value: string) => value.replace('us-east-1', 'moon-1'),
      'InvalidSignatureException',
      /valid region/,
    ],
    [
      'authorization',
      (value: string) => value.replace('aws4_request', 'aws5'),
      'InvalidSignatureException',
      /valid terminator/,
    ],
    [
      'authorization',
      (value: string) => value.replace('/20260101/', '/20260102/'),
      'InvalidSignatureException',
      /does not match YYYYMMDD/,
    ],
    [
      'authorization',
      (value: string) => value.replace('x-amz-target', 'x-amz-other'),
      'InvalidSignatureException',
      /must be a 'SignedHeader'/,
    ],
    [
      'authorization',
      (value: string) => value.replace(/Signature=./, 'Signature='),
      'InvalidSignatureException',
      /does not match/,
    ],
    ['x-amz-date', () => 'yesterday', 'IncompleteSignatureException', /ISO-8601 'basic format'/],
    ['x-amz-target', () => 'TrentService.CreateKey', 'InvalidSignatureException', /does not match/],
    ['host', () => 'localhost:1', 'InvalidSignatureException', /does not match/],
  ] as const)('with %s changed to %s is refused with %s', async (header, change, name, message) => {
    const refused = await refusal({ tamper: withHeader(header, change) });
    expect(refused).toMatchObject({ name, status: 400 });
    expect(refused.message).toMatch(message);
    expect(await endpoint.trail()).toEqual([]);
  });

  it('is refused with another body', async () => {
    const tamper = (request: WireRequest) => ({ ...request, body: new TextEncoder().encode('{"Limit":1}') });
    expect((await refusal({ tamper })).name).toBe('InvalidSignatureException');
  });
});

describe('a session', () => {
  it('is let in with its token until it ends by the lab’s clock', async () => {
    const { accessKeyId, secretAccessKey, sessionToken } = endpoint.lab.accessKeys.forSession(
      'arn:aws:sts::111122223333:assumed-role/admin/ann',
      endpoint.lab.now + 60 * MINUTE,
      'first',
    );
    const credentials = { accessKeyId, secretAccessKey, sessionToken: sessionToken ?? '' };
    await endpoint.client({ credentials }).send(new ListKeysCommand({}));
    expect((await endpoint.trail()).at(-1)?.userIdentity.arn).toMatch(/assumed-role\/admin\/ann$/);
    await endpoint.lab.act({ type: 'advance', by: 60 * MINUTE });
    expect(await refusal({ credentials })).toEqual({
      name: 'ExpiredTokenException',
      message: 'The security token included in the request is expired',
      status: 400,
    });
  });

  it('is refused without its token, with another’s, and with one that was changed', async () => {
    const session = (occasion: string) =>
      endpoint.lab.accessKeys.forSession(ADMIN.as, endpoint.lab.now + MINUTE, occasion);
    const [own, other] = [session('own'), session('other')];
    const forged = Buffer.from(
      Buffer.from(own.sessionToken ?? '', 'base64')
        .toString()
        .replace('admin', 'owner'),
    ).toString('base64');
    for (const sessionToken of [undefined, other.sessionToken ?? '', forged, 'x', '']) {
      const credentials = { accessKeyId: own.accessKeyId, secretAccessKey: own.secretAccessKey };
      const refused = await refusal({
        credentials: sessionToken === undefined ? credentials : { ...credentials, sessionToken },
      });
      expect(refused.name).toBe('UnrecognizedClientException');
    }
  });
});

describe('an endpoint that trusts', () => {
  it.each([
    [
      'an unknown access key acts as the default account’s administrator',
      'test',
      'arn:aws:sts::111122223333:assumed-role/admin/kmslab',
    ],
    ['an access key of 12 digits acts as that account', '444455556666', 'arn:aws:iam::444455556666:root'],
    ['an account that is not there is made', '999988887777', 'arn:aws:iam::999988887777:root'],
  ])('%s', async (_what, accessKeyId, arn) => {
    endpoint = await endpointWith({ auth: 'trust' });
    await endpoint.client({ credentials: { accessKeyId, secretAccessKey: 'test' } }).send(new ListKeysCommand({}));
    expect((await endpoint.trail()).at(-1)?.userIdentity.arn).toBe(arn);
  });

  it('a known access key acts as its holder, in the Region of its scope', async () => {
    endpoint = await endpointWith({ auth: 'trust' });
    const { accessKeyId } = endpoint.lab.accessKeys.of(OTHER_ADMIN.as);
    const credentials = { accessKeyId, secretAccessKey: 'wrong' };
    await endpoint.client({ credentials, region: 'eu-west-1' }).send(new ListKeysCommand({}));
    expect((await endpoint.trail()).at(-1)).toMatchObject({
      awsRegion: 'eu-west-1',
      recipientAccountId: '444455556666',
    });
  });
});
