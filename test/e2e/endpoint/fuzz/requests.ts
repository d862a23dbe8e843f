import type { Dice } from './dice.ts';
import { wrongInput } from './wrong-input.ts';

/** A request to be sent; `raw` goes onto the socket as it is. */
export type FuzzRequest =
  | { readonly type: 'raw'; readonly bytes: Buffer }
  | {
      readonly type: 'http';
      readonly method: string;
      readonly path: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: Buffer;
    };

const JSON_TYPE = 'application/x-amz-json-1.1';

/** One request of the many kinds that are not as they should be. `auth` makes up an Authorization header. */
export function fuzzRequest(dice: Dice, knownIds: readonly [string, ...string[]], auth: () => string): FuzzRequest {
  const kind = dice.below(100);
  if (kind < 5) return { type: 'raw', bytes: dice.bytes(dice.below(500)) };
  if (kind < 10) return { type: 'raw', bytes: brokenHttp(dice) };
  const { name, input } = wrongInput(dice, knownIds);
  const headers: Record<string, string> = {
    'content-type': JSON_TYPE,
    'x-amz-target': `TrentService.${name}`,
    authorization: auth(),
  };
  let body: Buffer = Buffer.from(JSON.stringify(input));
  let [method, path] = ['POST', '/'];
  if (kind < 15) body = dice.bytes(dice.below(2_000));
  else if (kind < 20) body = body.subarray(0, dice.below(body.length + 1));
  else if (kind < 21) body = Buffer.from('['.repeat(dice.below(200_000)));
  else if (kind < 22) body = Buffer.from(`{"KeyId":"${'x'.repeat(dice.pick([100_000, 1_000_000, 1_100_000]))}"}`);
  else if (kind < 27) spoilHeaders(headers, dice);
  else if (kind < 32) {
    delete headers['x-amz-target'];
    headers['content-type'] = 'application/x-www-form-urlencoded';
    body = queryForm(dice);
  } else if (kind < 35) {
    method = dice.pick(['GET', 'PUT', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'TRACE']);
    path = dice.pick([
      '/',
      '/x',
      '/_kmslab/',
      '/_kmslab/nothing',
      '/_kmslab/credentials',
      '/../..',
      '/%00',
      '/?a=%zz&b',
    ]);
  }
  return { type: 'http', method, path, headers, body };
}

function spoilHeaders(headers: Record<string, string>, dice: Dice): void {
  const name = dice.pick([
    'content-type',
    'x-amz-target',
    'authorization',
    'x-amz-date',
    'x-amz-security-token',
    'host',
    'origin',
    'user-agent',
  ]);
  headers[name] = dice.pick([
    '',
    'x',
    'TrentService.',
    'AWS4-HMAC-SHA256 ',
    'AWS4-HMAC-SHA256 Credential=////',
    `${'a'.repeat(4_000)}`,
    'AWS4-HMAC-SHA256 Credential=a/b/c/kms/aws4_request, SignedHeaders=;;;, Signature=',
  ]);
}

function queryForm(dice: Dice): Buffer {
  const action = dice.pick(['GetCallerIdentity', 'AssumeRole', 'GetSessionToken', 'Nothing', '']);
  const more = dice.pick([
    'RoleArn=arn:aws:iam::111122223333:role/admin&RoleSessionName=fuzz',
    'RoleArn=x&RoleSessionName=%00',
    'DurationSeconds=ten',
    'Tags.member.1.Key=a&Tags.member.1.Value=b',
    '%zz=%zz',
    `${'a=b&'.repeat(2_000)}`,
    dice.bytes(50).toString('latin1'),
  ]);
  return Buffer.from(`Action=${action}&Version=2011-06-15&${more}`);
}

/** HTTP that is cut off, contradicts itself, or is too much. */
function brokenHttp(dice: Dice): Buffer {
  const head = 'POST / HTTP/1.1\r\nHost: localhost\r\n';
  return Buffer.from(
    dice.pick([
      `${head}Content-Length: 100\r\n\r\n{"short":`,
      `${head}Content-Length: -1\r\n\r\n`,
      `${head}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      `${head}Transfer-Encoding: chunked\r\n\r\nzz\r\n`,
      `${head}Transfer-Encoding: chunked\r\n\r\nfffffffffffffff\r\nx`,
      `${head}X: ${'x'.repeat(20_000)}\r\n\r\n`,
      `${head}\r\n`.repeat(20),
      'GET / HTTP/9.9\r\n\r\n',
      'CONNECT example.com:443 HTTP/1.1\r\nHost: localhost\r\n\r\n',
      `${head}Upgrade: websocket\r\nConnection: Upgrade\r\n\r\n`,
      `${head}Expect: 100-continue\r\nContent-Length: 5\r\n\r\nhello`,
      'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    ]),
  );
}
