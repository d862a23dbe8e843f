import { describe, expect, it } from 'vitest';
import type { Lab } from '../../../../core/index.ts';
import { nodePorts } from '../../../../core/node/index.ts';
import { verifiedS3 } from '../../../../core/wire/s3/verify-s3.ts';
import { Signer } from '../../../../core/wire/sigv4/signer.ts';
import type { WireRequest } from '../../../../core/wire/wire-request.ts';

/**
 * The examples of S3's own guide, with its example credentials.
 * Source: S3 API Reference, "Signature Calculations for the Authorization Header: Transferring Payload in a Single
 * Chunk", "… in Multiple Chunks", "… Including trailing headers" and "Authenticating Requests: Using Query Parameters".
 */
const ACCESS_KEY_ID = 'AKIAIOSFODNN7EXAMPLE';
const holder = {
  principalArn: 'arn:aws:iam::111122223333:role/admin',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};
const lab = { now: 0, accessKeys: { find: (id: string) => (id === ACCESS_KEY_ID ? holder : null) } } as unknown as Lab;
const { primitives } = nodePorts();
const NOW = Date.UTC(2013, 4, 24);
const scope = { lab, signer: new Signer(primitives), primitives, now: NOW };
const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const CREDENTIAL = `${ACCESS_KEY_ID}/20130524/us-east-1/s3/aws4_request`;

function request(
  method: string,
  url: string,
  headers: Readonly<Record<string, string>>,
  signature: string | null,
  body: Uint8Array = new Uint8Array(0),
): WireRequest {
  const [path = '', query = ''] = url.split('?');
  const own = { 'x-amz-date': '20130524T000000Z', ...headers };
  const names = Object.keys(own).sort().join(';');
  const authorization = `AWS4-HMAC-SHA256 Credential=${CREDENTIAL},SignedHeaders=${names},Signature=${signature}`;
  const all = signature === null ? headers : { ...own, authorization };
  return { method, path, query, headers: new Map(Object.entries(all)), body, sourceIp: '127.0.0.1' };
}

const bytes = (text: string) => new TextEncoder().encode(text);
const HOST = 'examplebucket.s3.amazonaws.com';

const SINGLE: Readonly<Record<string, WireRequest>> = {
  'GET Object': request(
    'GET',
    '/test.txt',
    { host: HOST, range: 'bytes=0-9', 'x-amz-content-sha256': EMPTY },
    'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  ),
  'PUT Object': request(
    'PUT',
    '/test%24file.text',
    {
      date: 'Fri, 24 May 2013 00:00:00 GMT',
      host: HOST,
      'x-amz-content-sha256': '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072',
      'x-amz-storage-class': 'REDUCED_REDUNDANCY',
    },
    '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
    bytes('Welcome to Amazon S3.'),
  ),
  'GET Bucket Lifecycle': request(
    'GET',
    '/?lifecycle',
    { host: HOST, 'x-amz-content-sha256': EMPTY },
    'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
  ),
  'GET Bucket (List Objects)': request(
    'GET',
    '/?max-keys=2&prefix=J',
    { host: HOST, 'x-amz-content-sha256': EMPTY },
    '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
  ),
};

const PRESIGNED = request(
  'GET',
  `/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${encodeURIComponent(CREDENTIAL)}&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404`,
  { host: HOST },
  null,
);

const CHUNK_HEADERS = {
  'content-encoding': 'aws-chunked',
  host: 's3.amazonaws.com',
  'x-amz-decoded-content-length': '66560',
  'x-amz-storage-class': 'REDUCED_REDUNDANCY',
};
const first = 'a'.repeat(65_536);
const second = 'a'.repeat(1_024);

const IN_CHUNKS = request(
  'PUT',
  '/examplebucket/chunkObject.txt',
  {
    ...CHUNK_HEADERS,
    'content-length': '66824',
    'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
  },
  '4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9',
  bytes(
    `10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648\r\n${first}\r\n` +
      `400;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497\r\n${second}\r\n` +
      '0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n\r\n',
  ),
);

const WITH_TRAILER = request(
  'PUT',
  '/examplebucket/chunkObject.txt',
  {
    ...CHUNK_HEADERS,
    'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER',
    'x-amz-trailer': 'x-amz-checksum-crc32c',
  },
  '106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e',
  bytes(
    `10000;chunk-signature=b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2\r\n${first}\r\n` +
      `400;chunk-signature=1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7\r\n${second}\r\n` +
      '0;chunk-signature=2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992\r\n' +
      'x-amz-checksum-crc32c:sOO8/Q==\r\n' +
      'x-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n',
  ),
);

describe("the examples of S3's guide to its signatures", () => {
  it.each(Object.entries(SINGLE))('%s', (_, signed) => {
    expect(verifiedS3(signed, scope).caller).toEqual({
      as: holder.principalArn,
      region: 'us-east-1',
      accessKeyId: ACCESS_KEY_ID,
    });
  });

  it('a URL that is signed', () => {
    expect(verifiedS3(PRESIGNED, { ...scope, now: NOW + 86_400_000 }).caller.as).toBe(holder.principalArn);
    expect(() => verifiedS3(PRESIGNED, { ...scope, now: NOW + 86_401_000 })).toThrow('Request has expired');
    expect(() => verifiedS3(PRESIGNED, { ...scope, now: NOW - 16 * 60_000 })).toThrow('Request is not yet valid');
  });

  it.each([
    ['in chunks', IN_CHUNKS],
    ['in chunks, with a checksum behind them', WITH_TRAILER],
  ])('PUT Object %s', (_, signed) => {
    const { request: taken } = verifiedS3(signed, scope);
    expect(Buffer.from(taken.body).equals(Buffer.alloc(66_560, 'a'))).toBe(true);
    expect(taken.headers.has('content-encoding')).toBe(false);
    expect(taken.headers.get('x-amz-checksum-crc32c')).toBe(signed === WITH_TRAILER ? 'sOO8/Q==' : undefined);
  });

  it.each([
    ['a chunk', IN_CHUNKS, (text: string) => text.replace('aaaa\r\n400', 'aaab\r\n400')],
    ['the last signature', IN_CHUNKS, (text: string) => text.replace('b6c6ea8a', 'b6c6ea8b')],
    ['a chunk left out', IN_CHUNKS, (text: string) => text.replace(/400;[^\r]*\r\na+\r\n/, '')],
    ['a chunk without a signature', IN_CHUNKS, (text: string) => text.replace(/400;[^\r]*/, '400')],
    ['the trailer', WITH_TRAILER, (text: string) => text.replace('sOO8/Q==', 'sOO8/A==')],
    [
      'the signature of the trailer left out',
      WITH_TRAILER,
      (text: string) => text.replace(/x-amz-trailer-s[^\r]*\r\n/, ''),
    ],
  ])('is refused with %s changed', (_, signed, change) => {
    const body = bytes(change(new TextDecoder().decode(signed.body)));
    expect(() => verifiedS3({ ...signed, body }, scope)).toThrow('The request signature we calculated does not match');
  });

  it.each([
    ['no size', 'x\r\n', 'IncompleteBody'],
    ['a chunk that ends early', `10000;chunk-signature=${'0'.repeat(64)}\r\nabc`, 'IncompleteBody'],
    ['nothing', '', 'IncompleteBody'],
  ])('is refused with %s', (_, text, name) => {
    expect(() => verifiedS3({ ...IN_CHUNKS, body: bytes(text) }, scope)).toThrow(
      expect.objectContaining({ name }) as unknown as Error,
    );
  });
});
