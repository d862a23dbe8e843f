import { CreateBucketCommand, GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { beforeEach, describe, expect, it } from 'vitest';
import { nodePorts } from '../../../../core/node/index.ts';
import { bodyLimitOf } from '../../../../core/wire/body-limit.ts';
import { basicFormat } from '../../../../core/wire/sigv4/authorization.ts';
import { canonicalRequest } from '../../../../core/wire/sigv4/canonical-request.ts';
import { Signer } from '../../../../core/wire/sigv4/signer.ts';
import type { WireRequest } from '../../../../core/wire/wire-request.ts';
import { readXml } from '../../../../core/wire/xml/read-xml.ts';
import { type ClientOptions, endpointWith, type TestEndpoint } from '../../../helpers/endpoint-with.ts';
import { ADMIN } from '../../../helpers/lab-with.ts';

const Bucket = 'orders-2026';
const Key = 'note.txt';
const MINUTE = 60_000;
const { primitives } = nodePorts();
const signer = new Signer(primitives);

let endpoint: TestEndpoint;
beforeEach(async () => {
  endpoint = await endpointWith();
  await endpoint.s3Client().send(new CreateBucketCommand({ Bucket }));
  await endpoint.s3Client().send(new PutObjectCommand({ Bucket, Key, Body: 'the note' }));
});

interface Raw {
  readonly method?: string;
  readonly path?: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** Sends a request that the administrator has signed. */
async function signed({ method = 'GET', path = `/${Bucket}/${Key}`, query = '', headers = {}, body = '' }: Raw) {
  const { accessKeyId, secretAccessKey } = endpoint.lab.accessKeys.of(ADMIN.as);
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const signedAt = basicFormat(endpoint.hostClock.at);
  const hash = Buffer.from(primitives.sha256(bytes)).toString('hex');
  const own: Record<string, string> = {
    host: '127.0.0.1:4599',
    'x-amz-content-sha256': hash,
    'x-amz-date': signedAt,
    ...headers,
  };
  const request: WireRequest = {
    method,
    path,
    query,
    headers: new Map(Object.entries(own)),
    body: bytes,
    sourceIp: '127.0.0.1',
  };
  const scope = {
    date: signedAt.slice(0, 8),
    region: 'us-east-1',
    service: 's3',
    signedAt,
    signedHeaders: Object.keys(own).sort(),
  };
  const canonical = canonicalRequest(request, scope.signedHeaders, own['x-amz-content-sha256'] ?? '', 'asTheyAre');
  const signature = signer.signCanonical(secretAccessKey, canonical, scope);
  const authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope.date}/us-east-1/s3/aws4_request, SignedHeaders=${scope.signedHeaders.join(';')}, Signature=${signature}`;
  return endpoint.send({ ...request, headers: new Map([...request.headers, ['authorization', authorization]]) });
}

/** Status and code of an error, told by its XML. */
async function refusal(raw: Raw) {
  const { status, body } = await signed(raw);
  const part = (name: string) => readXml(body).children.find((element) => element.name === name)?.text;
  return { status, code: part('Code'), message: part('Message') };
}

describe('who signs a request to S3', () => {
  /** What the SDK makes of the answer to a GetObject that was changed on its way. */
  async function refused(options: ClientOptions) {
    const error = await endpoint
      .s3Client(options)
      .send(new GetObjectCommand({ Bucket, Key }))
      .catch((thrown: unknown) => thrown as Error);
    const { name, message, $metadata } = error as Error & { $metadata: { httpStatusCode: number } };
    return { name, message, status: $metadata.httpStatusCode };
  }
  const withHeader = (name: string, change: (value: string) => string | null) => (request: WireRequest) => {
    const headers = new Map(request.headers);
    const value = change(headers.get(name) ?? '');
    if (value === null) headers.delete(name);
    else headers.set(name, value);
    return { ...request, headers };
  };
  const authorization = (change: (value: string) => string) => ({ tamper: withHeader('authorization', change) });

  it.each<[string, ClientOptions, string, number]>([
    [
      'a signature changed',
      authorization((text) => text.replace(/.$/, (end) => (end === '0' ? '1' : '0'))),
      'SignatureDoesNotMatch',
      403,
    ],
    ['another path', { tamper: (request) => ({ ...request, path: `/${Bucket}/other` }) }, 'SignatureDoesNotMatch', 403],
    ['a header more', { tamper: withHeader('x-amz-expected-bucket-owner', () => '111122223333') }, 'AccessDenied', 403],
    ['half a header', authorization((text) => text.replace(/, Signature=.*/, '')), 'AuthorizationHeaderMalformed', 400],
    [
      'a Region that there is not',
      authorization((text) => text.replace('us-east-1', 'mars-north-1')),
      'AuthorizationHeaderMalformed',
      400,
    ],
    [
      'another day',
      authorization((text) => text.replace(/\/\d{8}\//, '/20200101/')),
      'AuthorizationHeaderMalformed',
      400,
    ],
    ['no hash of the payload', { tamper: withHeader('x-amz-content-sha256', () => null) }, 'InvalidRequest', 400],
    ['no hash that S3 knows', { tamper: withHeader('x-amz-content-sha256', () => 'abc') }, 'InvalidArgument', 400],
    ['a clock sixteen minutes late', { skew: -16 * MINUTE }, 'RequestTimeTooSkewed', 403],
    ['a clock sixteen minutes early', { skew: 16 * MINUTE }, 'RequestTimeTooSkewed', 403],
    [
      'a key that nobody has',
      { credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'x' } },
      'InvalidAccessKeyId',
      403,
    ],
    [
      'a session that nobody has',
      { credentials: { accessKeyId: 'ASIAIOSFODNN7EXAMPLE', secretAccessKey: 'x', sessionToken: 'x' } },
      'InvalidToken',
      400,
    ],
  ])('%s is refused', async (_, options, name, status) => {
    expect(await refused(options)).toMatchObject({ name, status });
  });

  it('nobody does: denied, without a word of why', async () => {
    const answer = await endpoint.send({
      method: 'GET',
      path: `/${Bucket}/${Key}`,
      headers: new Map([
        ['host', 'localhost'],
        ['authorization', ' Credential=a/b/c/s3/'],
      ]),
    });
    expect(answer.status).toBe(400); // no signature version 4
    expect(answer.body).toContain('<Code>AuthorizationHeaderMalformed</Code>');
  });

  it('a clock that is ten minutes wrong is good enough', async () => {
    const late = endpoint.s3Client({ skew: -10 * MINUTE });
    expect(await late.send(new HeadObjectCommand({ Bucket, Key }))).toMatchObject({ ContentLength: 8 });
  });

  it('a session does, until it ends by the lab’s clock', async () => {
    const RoleArn = 'arn:aws:iam::111122223333:role/admin';
    const sts = endpoint.stsClient();
    const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'me' }));
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {};
    const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
    const s3 = endpoint.s3Client({ credentials });
    expect(await s3.send(new HeadObjectCommand({ Bucket, Key }))).toMatchObject({ ContentLength: 8 });
    await endpoint.lab.act({ type: 'advance', by: 61 * MINUTE });
    expect(await refused({ credentials })).toMatchObject({ name: 'ExpiredToken', status: 400 });
  });

  it('a body that is not what was signed is refused', async () => {
    const other = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
    const raw = { method: 'PUT', body: 'x', headers: { 'x-amz-content-sha256': other } };
    expect(await refusal(raw)).toMatchObject({ status: 400, code: 'XAmzContentSHA256Mismatch' });
    expect((await signed({ ...raw, headers: { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } })).status).toBe(200);
  });

  it('everybody may say who he is, where callers are trusted; chunks are put together there too', async () => {
    endpoint = await endpointWith({ auth: 'trust' });
    const credential =
      'AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=00';
    const send = (method: string, path: string, headers: Readonly<Record<string, string>> = {}, body = '') =>
      endpoint.send({
        method,
        path,
        headers: new Map(Object.entries({ host: 'localhost', authorization: credential, ...headers })),
        body: new TextEncoder().encode(body),
      });
    expect((await send('PUT', `/${Bucket}`)).status).toBe(200);
    const chunked = {
      'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
      'x-amz-decoded-content-length': '5',
      'content-encoding': 'gzip,aws-chunked',
    };
    const body = `5;chunk-signature=${'0'.repeat(64)}\r\nhello\r\n0;chunk-signature=${'0'.repeat(64)}\r\n\r\n`;
    expect((await send('PUT', `/${Bucket}/k`, chunked, body)).status).toBe(200);
    const got = await send('GET', `/${Bucket}/k`);
    expect([new TextDecoder().decode(got.bytes), got.headers['content-encoding']]).toEqual(['hello', 'gzip']);
  });
});

describe('a URL that is signed', () => {
  function presigned(method: string, change: (query: string) => string = (query) => query, path = `/${Bucket}/${Key}`) {
    const { accessKeyId, secretAccessKey } = endpoint.lab.accessKeys.of(ADMIN.as);
    const signedAt = basicFormat(endpoint.hostClock.at);
    const scope = { date: signedAt.slice(0, 8), region: 'us-east-1', service: 's3', signedAt, signedHeaders: ['host'] };
    const query = new URLSearchParams({
      'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
      'X-Amz-Credential': `${accessKeyId}/${scope.date}/us-east-1/s3/aws4_request`,
      'X-Amz-Date': signedAt,
      'X-Amz-Expires': '3600',
      'X-Amz-SignedHeaders': 'host',
    }).toString();
    const request = { method, path, query, headers: new Map([['host', '127.0.0.1:4599']]) };
    const canonical = canonicalRequest(request, ['host'], 'UNSIGNED-PAYLOAD', 'asTheyAre');
    const signature = signer.signCanonical(secretAccessKey, canonical, scope);
    return { ...request, query: change(`${query}&X-Amz-Signature=${signature}`) };
  }

  it('gets and puts, for an hour', async () => {
    const url = presigned('GET');
    expect(new TextDecoder().decode((await endpoint.send(url)).bytes)).toBe('the note');
    expect((await endpoint.send({ ...presigned('PUT'), body: new TextEncoder().encode('new') })).status).toBe(200);
    expect(new TextDecoder().decode((await endpoint.send(url)).bytes)).toBe('new');
    endpoint.hostClock.at += 3_601_000;
    expect((await endpoint.send(url)).body).toContain('<Message>Request has expired</Message>');
  });

  it.each([
    ['for another method', (query: string) => query, 'PUT', 'SignatureDoesNotMatch'],
    ['for longer', (query: string) => query.replace('3600', '7200'), 'GET', 'SignatureDoesNotMatch'],
    ['for too long', (query: string) => query.replace('3600', '604801'), 'GET', 'AuthorizationQueryParametersError'],
    [
      'without a date',
      (query: string) => query.replace(/X-Amz-Date=[^&]*&/, ''),
      'GET',
      'AuthorizationQueryParametersError',
    ],
    [
      'with another algorithm',
      (query: string) => query.replace('SHA256', 'SHA1'),
      'GET',
      'AuthorizationQueryParametersError',
    ],
  ])('is good for nothing else: %s', async (_, change, method, code) => {
    const answer = await endpoint.send({ ...presigned('GET', change), method });
    expect(answer.body).toContain(`<Code>${code}</Code>`);
  });
});

describe('what S3 answers', () => {
  it('an error as XML, with what belongs to it', async () => {
    const { status, headers, body } = await signed({ path: `/${Bucket}/a%3Cb%3E` });
    expect(status).toBe(404);
    expect(headers).toMatchObject({ 'Content-Type': 'application/xml', Server: 'AmazonS3' });
    const id = headers['x-amz-request-id'] ?? '';
    expect(body).toBe(
      `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message><Key>a&lt;b&gt;</Key><RequestId>${id}</RequestId><HostId>${btoa(id)}</HostId></Error>`,
    );
    expect(endpoint.lab.history.get(id)?.operation).toBe('GetObject');
  });

  it('to HEAD without a body, and with the length of what it is about', async () => {
    const { status, headers, body, bytes } = await signed({ method: 'HEAD' });
    expect({ status, body, bytes }).toEqual({ status: 200, body: '', bytes: undefined });
    expect(headers['content-length']).toBe('8');
    expect(headers['last-modified']).toMatch(/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/);
    expect(await signed({ method: 'HEAD', path: `/${Bucket}/gone` })).toMatchObject({ status: 404, body: '' });
  });

  it('to a condition that does not hold', async () => {
    const { headers } = await signed({});
    const unchanged = await signed({ headers: { 'if-none-match': headers.etag ?? '' } });
    expect(unchanged).toMatchObject({ status: 304, body: '' });
    expect(await refusal({ headers: { 'if-match': '"other"' } })).toMatchObject({
      status: 412,
      code: 'PreconditionFailed',
    });
  });

  it('metadata that a header can’t hold in the form of RFC 2047', async () => {
    const input = { Bucket, Key: 'k', Metadata: { who: 'Jürgen' }, Body: new Uint8Array(1) };
    await endpoint.lab.call({ service: 's3', operation: 'PutObject', input, ...ADMIN });
    const { headers } = await signed({ method: 'HEAD', path: `/${Bucket}/k` });
    expect(headers['x-amz-meta-who']).toBe('=?UTF-8?B?SsO8cmdlbg==?=');
  });

  it('a list with keys in URL encoding where it is asked for', async () => {
    const input = { Bucket, Key: 'a b\u0001', Body: new Uint8Array(1) };
    await endpoint.lab.call({ service: 's3', operation: 'PutObject', input, ...ADMIN });
    const { body } = await signed({ path: `/${Bucket}`, query: 'list-type=2&encoding-type=url&prefix=a' });
    expect(body).toContain('<Key>a+b%01</Key>');
    expect(body).toContain('<EncodingType>url</EncodingType>');
  });
});

describe('what kmslab’s S3 does not have is refused, for it would mean something else', () => {
  it.each<[string, Raw]>([
    ['versions', { query: 'versionId=1' }],
    ['setting tags', { method: 'PUT', query: 'tagging', body: 'x' }],
    ['access control lists', { path: `/${Bucket}`, query: 'acl' }],
    ['the first list of objects', { path: `/${Bucket}` }],
    ['lifecycles', { path: `/${Bucket}`, query: 'lifecycle' }],
    ['parts of an object', { query: 'partNumber=1' }],
    ['POST of a form', { method: 'POST', path: `/${Bucket}`, body: 'x' }],
    ['tags of an upload', { method: 'PUT', headers: { 'x-amz-tagging': 'a=b' } }],
    ['classes of storage', { method: 'PUT', headers: { 'x-amz-storage-class': 'GLACIER' } }],
    ['object lock', { method: 'PUT', headers: { 'x-amz-object-lock-mode': 'GOVERNANCE' } }],
    ['a version as a source', { method: 'PUT', headers: { 'x-amz-copy-source': `/${Bucket}/${Key}?versionId=1` } }],
    [
      'a condition on a source',
      {
        method: 'PUT',
        headers: { 'x-amz-copy-source': `/${Bucket}/${Key}`, 'x-amz-copy-source-if-modified-since': 'x' },
      },
    ],
    [
      'deletion of a version',
      {
        method: 'POST',
        path: `/${Bucket}`,
        query: 'delete',
        headers: { 'content-md5': 'AV4TmcUVdkYbQ5xsv3/IAQ==' },
        body: '<Delete><Object><Key>k</Key><VersionId>1</VersionId></Object></Delete>',
      },
    ],
  ])('%s', async (_, raw) => {
    const md5 =
      raw.headers?.['content-md5'] === undefined
        ? {}
        : { 'content-md5': Buffer.from(primitives.md5(new TextEncoder().encode(String(raw.body)))).toString('base64') };
    const answer = await refusal({ ...raw, headers: { ...raw.headers, ...md5 } });
    expect(answer).toMatchObject({
      status: 501,
      code: 'NotImplemented',
      message: expect.stringContaining("kmslab's S3 does not have"),
    });
  });

  it('but what is so anyway may be said', async () => {
    expect((await signed({ method: 'PUT', headers: { 'x-amz-storage-class': 'STANDARD' } })).status).toBe(200);
    const raw = { method: 'PUT', path: '/new-2026', headers: { 'x-amz-object-ownership': 'BucketOwnerEnforced' } };
    expect((await signed(raw)).status).toBe(200);
  });
});

describe('what can’t be read', () => {
  const to = (query: string, body: string, headers: Readonly<Record<string, string>> = {}): Raw => ({
    method: query === 'delete' ? 'POST' : 'PUT',
    path: `/${Bucket}`,
    query,
    body,
    headers,
  });
  const MD5 = (text: string) => Buffer.from(primitives.md5(new TextEncoder().encode(text))).toString('base64');

  it.each<[string, Raw, string, number]>([
    ['a path that is no text', { path: `/${Bucket}/%ff` }, 'InvalidURI', 400],
    ['a number that is none', { path: `/${Bucket}`, query: 'list-type=2&max-keys=x' }, 'InvalidArgument', 400],
    ['no XML', to('encryption', 'hello'), 'MalformedXML', 400],
    ['another document', to('encryption', '<Delete/>'), 'MalformedXML', 400],
    ['a document with nothing in it', to('encryption', '<ServerSideEncryptionConfiguration/>'), 'MalformedXML', 400],
    [
      'an element that nobody knows',
      to('encryption', '<ServerSideEncryptionConfiguration><Rule/><X/></ServerSideEncryptionConfiguration>'),
      'MalformedXML',
      400,
    ],
    ['no body', to('encryption', ''), 'MissingRequestBodyError', 400],
    ['no policy', to('policy', ''), 'MissingRequestBodyError', 400],
    ['a policy that is none', to('policy', '{'), 'MalformedPolicy', 400],
    [
      'a deletion of many without a checksum',
      to('delete', '<Delete><Object><Key>k</Key></Object></Delete>'),
      'InvalidRequest',
      400,
    ],
    [
      'one with a wrong checksum',
      to('delete', '<Delete><Object><Key>k</Key></Object></Delete>', { 'content-md5': MD5('x') }),
      'BadDigest',
      400,
    ],
    [
      'one of nothing',
      to('delete', '<Delete></Delete>', { 'content-md5': MD5('<Delete></Delete>') }),
      'MalformedXML',
      400,
    ],
    [
      'a length that is not said',
      { method: 'PUT', headers: { 'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER' }, body: '0\r\n\r\n' },
      'MissingContentLength',
      411,
    ],
    [
      'a length that is another',
      {
        method: 'PUT',
        headers: { 'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER', 'x-amz-decoded-content-length': '2' },
        body: '1\r\nx\r\n0\r\n\r\n',
      },
      'IncompleteBody',
      400,
    ],
    [
      'a checksum that is another',
      { method: 'PUT', headers: { 'x-amz-checksum-sha256': Buffer.alloc(32).toString('base64') }, body: 'x' },
      'BadDigest',
      400,
    ],
    [
      'a trailing checksum that is another',
      {
        method: 'PUT',
        headers: {
          'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
          'x-amz-decoded-content-length': '1',
          'x-amz-trailer': 'x-amz-checksum-crc64nvme',
        },
        body: '1\r\nx\r\n0\r\nx-amz-checksum-crc64nvme:AAAAAAAAAAA=\r\n\r\n',
      },
      'BadDigest',
      400,
    ],
    [
      'a trailer that is none',
      {
        method: 'PUT',
        headers: { 'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER', 'x-amz-decoded-content-length': '1' },
        body: '1\r\nx\r\n0\r\nnonsense\r\n\r\n',
      },
      'MalformedTrailerError',
      400,
    ],
    [
      'a way of encryption that there is not',
      { method: 'PUT', headers: { 'x-amz-server-side-encryption': 'rot13' } },
      'InvalidArgument',
      400,
    ],
    ['an object too large', { method: 'PUT', body: new Uint8Array(16 * 1024 * 1024 + 1) }, 'EntityTooLarge', 400],
  ])('%s', async (_, raw, code, status) => {
    expect(await refusal(raw)).toMatchObject({ code, status });
  });
});

describe('the bodies that the server takes', () => {
  const head = (authorization: string, query = '') => ({
    method: 'PUT',
    path: '/b/k',
    query,
    headers: new Map([['authorization', authorization]]),
  });

  it('are large for S3 and SQS, by the scope of the signature, and small for the others', () => {
    const s3 = bodyLimitOf(head('AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/s3/aws4_request, …'));
    expect(s3.bytes).toBe(20 * 1024 * 1024);
    expect(s3.refusal.body).toContain('<Code>EntityTooLarge</Code>');
    expect(bodyLimitOf(head('', 'X-Amz-Credential=a%2F20260101%2Fus-east-1%2Fs3%2Faws4_request')).bytes).toBe(s3.bytes);
    // A message of 1 MiB may come as a form in which three characters stand for a byte.
    const sqs = bodyLimitOf(head('AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/sqs/aws4_request, …'));
    expect(sqs.bytes).toBe(4 * 1024 * 1024);
    const kms = bodyLimitOf(head('AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/kms/aws4_request, …'));
    expect([kms.bytes, kms.refusal.status]).toEqual([1024 * 1024, 413]);
  });
});
