import { crc32 } from 'node:zlib';
import { CreateKeyCommand, DescribeKeyCommand, EncryptCommand, GetKeyPolicyCommand } from '@aws-sdk/client-kms';
import { beforeEach, describe, expect, it } from 'vitest';
import { endpointWith, type TestEndpoint } from '../../helpers/endpoint-with.ts';

let endpoint: TestEndpoint;
beforeEach(async () => {
  endpoint = await endpointWith({ auth: 'trust' });
});

/** Sends an unsigned request, which this endpoint trusts. */
function post(operation: string, body: string | Uint8Array, contentType = 'application/x-amz-json-1.1') {
  return endpoint.send({
    headers: new Map([
      ['host', '127.0.0.1:4599'],
      ['content-type', contentType],
      ['x-amz-target', operation],
    ]),
    body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
  });
}

async function makeKey(): Promise<string> {
  const { KeyMetadata } = await endpoint.client().send(new CreateKeyCommand({}));
  return KeyMetadata?.KeyId ?? '';
}

describe('AWS JSON 1.1', () => {
  it('gives blobs as base64, timestamps as seconds, and the headers that KMS gives', async () => {
    const KeyId = await makeKey();
    const { status, headers, body } = await post('TrentService.DescribeKey', JSON.stringify({ KeyId }));
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'Content-Type': 'application/x-amz-json-1.1',
      'Cache-Control': 'no-cache, no-store, must-revalidate, private',
      'x-amzn-RequestId': expect.stringMatching(
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      ),
      'x-amz-crc32': String(crc32(body)),
    });
    expect(JSON.parse(body).KeyMetadata.CreationDate).toBe(Date.UTC(2026, 0, 1, 12) / 1000);
    const sealed = await post('TrentService.Encrypt', JSON.stringify({ KeyId, Plaintext: btoa('hello') }));
    const { CiphertextBlob } = JSON.parse(sealed.body) as { CiphertextBlob: string };
    const opened = await post('TrentService.Decrypt', JSON.stringify({ CiphertextBlob }));
    expect(JSON.parse(opened.body)).toMatchObject({ Plaintext: btoa('hello') });
  });

  it('answers with the request id that the trail has', async () => {
    const { headers } = await post('TrentService.ListKeys', '{}');
    expect((await endpoint.trail()).at(-1)?.requestID).toBe(headers['x-amzn-RequestId']);
  });

  it('gives an operation without output an empty body', async () => {
    const KeyId = await makeKey();
    expect(await post('TrentService.DisableKey', JSON.stringify({ KeyId }))).toMatchObject({ status: 200, body: '' });
  });

  it.each([
    ['no body', ''],
    ['null members', '{"Limit":null,"Marker":null}'],
    ['unknown members', '{"Colour":"red"}'],
  ])('takes %s for an empty input', async (_what, body) => {
    expect(JSON.parse((await post('TrentService.ListKeys', body)).body)).toEqual({ Keys: [], Truncated: false });
  });

  it.each([
    ['TrentService.NoSuchThing', '{}'],
    ['TrentService.encrypt', '{}'],
    ['TrentService.', '{}'],
    ['TrentService.constructor', '{}'],
    ['TrentService', '{}'],
    ['', '{}'],
  ])('has no operation %j', async (target, body) => {
    expect(await post(target, body)).toMatchObject({ status: 400, body: '{"__type":"UnknownOperationException"}' });
  });

  it.each([
    ['text/plain'],
    ['application/json'],
    ['application/x-www-form-urlencoded'],
    ['application/x-amz-json-1.12'],
  ])('does not take %s', async (contentType) => {
    expect(await post('TrentService.ListKeys', '{}', contentType)).toMatchObject({
      status: 400,
      body: '{"__type":"UnknownOperationException"}',
    });
  });

  it('takes its content type with a charset', async () => {
    expect((await post('TrentService.ListKeys', '{}', 'application/x-amz-json-1.1; charset=UTF-8')).status).toBe(200);
  });

  it.each([
    ['{"Limit":'],
    ['{'],
    ['nonsense'],
    [new Uint8Array([0xff, 0xfe])],
    ['{"Plaintext":"!!!"}', 'Encrypt'],
    ['[]', 'ListKeys', 'Start of list found where not expected'],
    ['"text"', 'ListKeys', 'Unexpected field type'],
    ['{"Limit":"ten"}', 'ListKeys', 'STRING_VALUE can not be converted to an Integer'],
    ['{"Marker":5}', 'ListKeys', 'NUMBER_VALUE can not be converted to a String'],
    ['{"Marker":true}', 'ListKeys', 'TRUE_VALUE can not be converted to a String'],
    ['{"Marker":{}}', 'ListKeys', 'Start of structure or map found where not expected.'],
    ['{"EncryptionContext":{"a":1}}', 'Encrypt', 'NUMBER_VALUE can not be converted to a String'],
    ['{"EncryptionContext":"a"}', 'Encrypt', 'Unexpected field type'],
    ['{"GrantTokens":"a"}', 'Encrypt', 'Unexpected field type'],
    ['{"GrantTokens":[null]}', 'Encrypt', 'Unexpected field type'],
    ['{"Plaintext":[104,105]}', 'Encrypt', 'Start of list found where not expected'],
  ] as const)(
    '%s is a SerializationException, and stands in no trail',
    async (body, operation = 'ListKeys', message?: string) => {
      const answer = await post(`TrentService.${operation}`, body);
      expect(answer.status).toBe(400);
      expect(JSON.parse(answer.body)).toEqual({
        __type: 'SerializationException',
        ...(message === undefined ? {} : { message }),
      });
      expect(await endpoint.trail()).toEqual([]);
    },
  );

  it.each([
    ['{"KeyId":""}', 'ValidationException', /1 validation error detected: Value '' at 'keyId'/],
    ['{}', 'ValidationException', /Value null at 'keyId'/],
    ['{"KeyId":"alias/none"}', 'NotFoundException', /is not found\.$/],
  ])('DescribeKey %s is refused by the corridor with %s and status 400', async (body, type, message) => {
    const answer = await post('TrentService.DescribeKey', body);
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toEqual({ __type: type, message: expect.stringMatching(message) });
    expect(await endpoint.trail()).toHaveLength(1);
  });

  it('spells the member Message with a capital for AccessDeniedException alone', async () => {
    const KeyId = await makeKey();
    const credentials = { accessKeyId: '999988887777', secretAccessKey: 'x' };
    const KeyArn = `arn:aws:kms:us-east-1:111122223333:key/${KeyId}`;
    const denied = endpoint.client({ credentials }).send(new DescribeKeyCommand({ KeyId: KeyArn }));
    await expect(denied).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining('root'),
    });
    const { body } = await endpoint.site.answer(endpoint.lastRequest(), ['127.0.0.1']);
    expect(Object.keys(JSON.parse(body) as object)).toEqual(['__type', 'Message']);
  });

  it('leaves the message out where KMS gives none', async () => {
    const answer = await post('TrentService.Decrypt', JSON.stringify({ CiphertextBlob: btoa('x'.repeat(60)) }));
    expect(answer).toMatchObject({ status: 400, body: '{"__type":"InvalidCiphertextException"}' });
  });

  it('the SDK reads it all', async () => {
    const client = endpoint.client();
    const { KeyMetadata } = await client.send(new CreateKeyCommand({ Description: 'über' }));
    expect(KeyMetadata?.CreationDate).toEqual(new Date(Date.UTC(2026, 0, 1, 12)));
    expect(KeyMetadata?.Description).toBe('über');
    const { CiphertextBlob } = await client.send(
      new EncryptCommand({ KeyId: KeyMetadata?.KeyId, Plaintext: new Uint8Array(4096) }),
    );
    expect(CiphertextBlob?.length).toBeGreaterThan(4096);
    const { Policy } = await client.send(new GetKeyPolicyCommand({ KeyId: KeyMetadata?.KeyId, PolicyName: 'default' }));
    expect(JSON.parse(Policy ?? '')).toHaveProperty('Statement');
  });
});
