import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type RunningServer, type ServerLimits, startServer } from '../../../core/node/http-server.ts';
import type { WireRequest } from '../../../core/wire/wire-request.ts';
import type { WireResponse } from '../../../core/wire/wire-response.ts';

const LIMITS: ServerLimits = {
  bodyOf: () => ({ bytes: 1_000, refusal: { status: 413, headers: {}, body: '' } }),
  allBodiesBytes: 10_000,
  headerBytes: 2_048,
  connections: 4,
  inFlight: 2,
  requestMs: 1_000,
  idleMs: 60_000,
};
const HELLO: WireResponse = { status: 200, headers: { 'Content-Type': 'text/plain' }, body: 'hello' };

let server: RunningServer | null = null;
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await server?.stop();
  server = null;
});

async function serverWith(
  answer: (request: WireRequest) => Promise<WireResponse>,
  limits: Partial<ServerLimits> = {},
  onBug: (error: unknown) => void = () => undefined,
): Promise<RunningServer> {
  server = await startServer({ host: '127.0.0.1', port: 0, limits: { ...LIMITS, ...limits }, answer, onBug });
  return server;
}

/** Sends raw text, and gives all that comes back until the server closes, or `until` is in it. */
async function exchange(text: string, until?: string): Promise<string> {
  const socket = connect(server?.port ?? 0, '127.0.0.1');
  sockets.push(socket);
  socket.on('error', () => undefined);
  socket.write(text);
  let seen = '';
  for await (const chunk of socket) {
    seen += String(chunk);
    if (until !== undefined && seen.includes(until)) break;
  }
  return seen;
}

const post = (headers: string, body = '') => `POST / HTTP/1.1\r\nHost: localhost\r\n${headers}\r\n${body}`;

describe('the HTTP server', () => {
  it('hands on a request as it came, and answers several on one connection', async () => {
    const seen: WireRequest[] = [];
    await serverWith(async (request) => {
      seen.push(request);
      return HELLO;
    });
    const one = post('X-Two: a\r\nX-Two:  b \r\nContent-Length: 2\r\n', 'hi').replace('POST / ', 'POST /a%20b?x=1&y ');
    const answers = await exchange(one + post('Connection: close\r\nContent-Length: 0\r\n'));
    expect(answers.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(2);
    expect(seen[0]).toMatchObject({ method: 'POST', path: '/a%20b', query: 'x=1&y', sourceIp: '127.0.0.1' });
    expect(seen[0]?.headers.get('x-two')).toBe('a,b');
    expect(Buffer.from(seen[0]?.body ?? []).toString()).toBe('hi');
  });

  it('puts a body together that comes in pieces', async () => {
    await serverWith(async ({ body }) => ({ ...HELLO, body: Buffer.from(body).toString() }));
    const chunked = post('Transfer-Encoding: chunked\r\nConnection: close\r\n', '2\r\nab\r\n3\r\ncde\r\n0\r\n\r\n');
    expect(await exchange(chunked)).toMatch(/\r\n\r\nabcde$/);
  });

  it.each([
    ['no HTTP', 'hello there\r\n\r\n', '400 Bad Request'],
    ['a header too many', post(`X-Long: ${'x'.repeat(3_000)}\r\n`), '431 Request Header Fields Too Large'],
    ['a body announced too large', post('Content-Length: 1001\r\n'), '413 Payload Too Large'],
    [
      'a body that grows too large',
      post('Transfer-Encoding: chunked\r\n', `400\r\n${'x'.repeat(1_024)}\r\n0\r\n\r\n`),
      '413 Payload Too Large',
    ],
    ['no Host', 'GET / HTTP/1.1\r\n\r\n', '400 Bad Request'],
    ['two lengths', post('Content-Length: 1\r\nContent-Length: 2\r\n', 'xx'), '400 Bad Request'],
    [
      'a length and chunks',
      post('Content-Length: 1\r\nTransfer-Encoding: chunked\r\n', '0\r\n\r\n'),
      '400 Bad Request',
    ],
  ])('answers %s, and closes', async (_what, text, status) => {
    await serverWith(async () => HELLO);
    expect(await exchange(text)).toMatch(new RegExp(`^HTTP/1\\.1 ${status}\r\n`));
  });

  it('answers a request that does not come to its end in time', async () => {
    await serverWith(async () => HELLO, { requestMs: 200 });
    expect(await exchange(post('Content-Length: 10\r\n', 'abc'))).toContain('408 Request Timeout');
  });

  it('tells clients beyond its limit of requests to come again, as KMS does when it throttles', async () => {
    const waiting: (() => void)[] = [];
    await serverWith(() => new Promise((resolve) => waiting.push(() => resolve(HELLO))));
    const held = [1, 2].map(() => exchange(post('Content-Length: 0\r\nConnection: close\r\n')));
    await expect.poll(() => waiting.length).toBe(2);
    const third = await exchange(post('Content-Length: 0\r\n'), '}');
    expect(third).toContain('400 Bad Request');
    expect(third).toContain('ThrottlingException');
    for (const answer of waiting) answer();
    for (const text of await Promise.all(held)) expect(text).toContain('200 OK');
  });

  it('tells connections beyond its limit so, and takes new ones when others end', async () => {
    await serverWith(async () => HELLO);
    const idle = Array.from({ length: 4 }, () => connect(server?.port ?? 0, '127.0.0.1'));
    sockets.push(...idle);
    await Promise.all(idle.map((socket) => new Promise((resolve) => socket.once('connect', resolve))));
    expect(await exchange(post('Content-Length: 0\r\n'))).toContain('503 Service Unavailable');
    for (const socket of idle) socket.destroy();
    await expect.poll(() => exchange(post('Content-Length: 0\r\nConnection: close\r\n'))).toContain('200 OK');
  });

  it('says nothing of a bug to the client, and all of it to its owner', async () => {
    const bugs: unknown[] = [];
    const bug = new Error('secret detail');
    await serverWith(
      () => Promise.reject(bug),
      {},
      (error) => bugs.push(error),
    );
    const text = await exchange(post('Content-Length: 0\r\nConnection: close\r\n'));
    expect(text).toContain('500 Internal Server Error');
    expect(text).toContain('KMSInternalException');
    expect(text).not.toContain('secret detail');
    expect(bugs).toEqual([bug]);
  });

  it('stops when what is running is answered, and takes no more', async () => {
    const waiting: (() => void)[] = [];
    const running = await serverWith(() => new Promise((resolve) => waiting.push(() => resolve(HELLO))));
    const held = exchange(post('Content-Length: 0\r\n'));
    await expect.poll(() => waiting.length).toBe(1);
    const stopped = running.stop();
    for (const answer of waiting) answer();
    expect(await held).toContain('200 OK');
    await stopped;
    await expect(exchange(post('Content-Length: 0\r\n'))).rejects.toThrow();
  });

  it('outlives clients that leave in the middle', async () => {
    await serverWith(async () => HELLO);
    for (let n = 0; n < 20; n += 1) {
      const socket = connect(server?.port ?? 0, '127.0.0.1');
      await new Promise((resolve) => socket.once('connect', resolve));
      socket.write(post('Content-Length: 100\r\n', 'half'));
      socket.destroy();
    }
    expect(await exchange(post('Content-Length: 0\r\nConnection: close\r\n'))).toContain('200 OK');
  });
});
