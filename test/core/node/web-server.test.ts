import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { webLab } from '../../helpers/web-lab.ts';

const HERE = { as: 'arn:aws:iam::111122223333:role/admin', region: 'us-east-1' } as const;
const CREATE_KEY = { service: 'kms', operation: 'CreateKey', input: {}, ...HERE };

let web: Awaited<ReturnType<typeof webLab>>;
beforeEach(async () => {
  web = await webLab();
});
afterEach(() => web.close());

/** An answer to a request with a path and headers of any kind. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET') {
  return new Promise<{ status: number; headers: Record<string, unknown>; body: string }>((resolve, reject) => {
    const asked = request(web.url, { path, headers, method }, (response) => {
      let body = '';
      response.on('data', (chunk) => {
        body += String(chunk);
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    asked.on('error', reject);
    asked.end();
  });
}

/** How an attempt at a WebSocket ends: the status of the refusal, or what the server sent before it closed. */
function attempt(headers: Record<string, string>, greeting?: Uint8Array | string): Promise<string> {
  return new Promise((resolve) => {
    const socket = new WebSocket(web.url.replace('http', 'ws'), { headers });
    let heard = 'nothing';
    socket.on('error', (error) => resolve(error.message));
    socket.on('open', () => {
      if (greeting !== undefined) socket.send(greeting);
    });
    socket.on('message', (data) => {
      heard = Buffer.from(data as Buffer).toString('latin1');
    });
    socket.on('close', () => resolve(heard));
  });
}

describe('the files of kmslab web', () => {
  it('are the window’s, under a policy that lets it talk to this server alone', async () => {
    const { status, headers, body } = await get('/');
    expect(status).toBe(200);
    expect(body).toBe('<!doctype html><title>kmslab</title>');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`connect-src ws://${new URL(web.url).host} ws://localhost:`);
    expect(policy).not.toContain('unsafe');
  });

  it.each(['/notes.txt', '/../package.json', '/%2e%2e/package.json', '/..%2f..%2fetc/passwd', '/nothing.js'])(
    'are nothing else: %s',
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );

  it('are not given to a site that has pointed its own name here', async () => {
    expect((await get('/', { Host: 'attacker.example' })).status).toBe(421);
    expect((await get('/', { Host: `attacker.example:${new URL(web.url).port}` })).status).toBe(421);
  });

  it('are only read', async () => {
    expect((await get('/', {}, 'POST')).status).toBe(404);
  });
});

describe('the lab of kmslab web', () => {
  it.each([
    ['another site', { Origin: 'https://attacker.example' }],
    ['a page of this machine at another port', { Origin: 'http://127.0.0.1:1' }],
    ['a page without an origin', { Origin: 'null' }],
    ['a program that names no page', {}],
  ])('is closed to %s', async (_, headers) => {
    expect(await attempt(headers)).toContain('403');
  });

  it('is closed to a site that has pointed its own name here', async () => {
    const Host = `attacker.example:${new URL(web.url).port}`;
    expect(await attempt({ Host, Origin: `http://${Host}` })).toContain('403');
  });

  it.each([
    ['text', 'hello'],
    ['bytes that are no frame', Uint8Array.of(0xff, 0, 1)],
    ['nothing but an empty map', Uint8Array.of(0xa0)],
  ])('lets go of whoever sends %s', async (_, greeting) => {
    expect(await attempt({ Origin: web.url }, greeting)).toBe('nothing');
  });

  it('is closed to a page with a token that it made up', async () => {
    const page = web.page('0'.repeat(64));
    await page.until('ended');
    await expect(page.client.call(CREATE_KEY)).rejects.toThrow('link');
    expect(web.lab.world.keys.size).toBe(0);
  });

  it('lets one page in for each link', async () => {
    const link = web.door.newLink();
    const first = web.page(link);
    expect((await first.client.call(CREATE_KEY)).reply.ok).toBe(true);
    const second = web.page(link);
    await second.until('ended');
    await expect(second.client.call(CREATE_KEY)).rejects.toThrow('has been used');
    first.client.close();
  });

  it('lets a page in that is loaded again', async () => {
    const page = web.page(web.door.newLink());
    await page.until('connected');
    page.client.close();
    const again = web.page(page.tabKey);
    expect((await again.client.call(CREATE_KEY)).reply.ok).toBe(true);
    again.client.close();
  });

  it('loses nothing when connections break', async () => {
    const page = web.page(web.door.newLink());
    let heard = 0;
    page.client.subscribe((event) => {
      if (event.type === 'called' && event.operation === 'CreateKey') heard += 1;
    });
    const calls = [];
    for (let count = 0; count < 40; count += 1) {
      calls.push(page.client.call(CREATE_KEY));
      if (count % 10 === 5) {
        await page.until('connected');
        page.break();
        await page.until('away');
      }
    }
    const outcomes = await Promise.all(calls);
    expect(new Set(outcomes.map(({ requestId }) => requestId)).size).toBe(40);
    expect(web.lab.world.keys.size).toBe(40);
    await page.client.ask({ type: 'view' });
    expect(heard).toBe(40);
    page.client.close();
  });

  it('answers a message that is none with an error, and goes on', async () => {
    const page = web.page(web.door.newLink());
    const garbage = { type: 'shell', command: 'x' } as unknown as { type: 'view' };
    await expect(page.client.ask(garbage)).rejects.toThrow('query.type: expected one of');
    expect((await page.client.call(CREATE_KEY)).reply.ok).toBe(true);
    page.client.close();
  });
});
