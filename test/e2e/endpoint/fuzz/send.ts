import { Agent, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import type { FuzzRequest } from './requests.ts';

const HANGING_MS = 20_000;
const agent = new Agent({ keepAlive: true, maxSockets: 16 });

/**
 * Sends a request and gives the status of the answer: null where the server closed the connection without one.
 * @throws {Error} where nothing comes back in time
 */
export function send(url: string, request: FuzzRequest): Promise<number | null> {
  return request.type === 'raw' ? sendRaw(url, request.bytes) : sendHttp(url, request);
}

/** Ends the connections that wait for more. */
export function endConnections(): void {
  agent.destroy();
}

function sendHttp(
  url: string,
  { method, path, headers, body }: Extract<FuzzRequest, { readonly type: 'http' }>,
): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const options = { agent, hostname, port, method, path, headers: { ...headers, 'content-length': body.length } };
    const sent = httpRequest(options, (response) => {
      response.resume();
      response.once('close', () => resolve(response.statusCode ?? null));
    });
    sent.setTimeout(HANGING_MS, () => reject(new Error(`no answer to ${method} ${path} ${body.subarray(0, 200)}`)));
    sent.once('error', () => resolve(null)); // closed in our face, as a request that is too large is
    sent.end(body);
  });
}

function sendRaw(url: string, bytes: Buffer): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    let seen = '';
    socket.setTimeout(HANGING_MS, () => {
      socket.destroy();
      reject(new Error(`no answer to ${JSON.stringify(bytes.subarray(0, 200).toString('latin1'))}`));
    });
    socket.on('data', (chunk) => {
      if (seen.length < 100) seen += chunk.toString('latin1');
    });
    socket.once('error', () => undefined);
    socket.once('close', () => resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(seen)?.[1] ?? Number.NaN) || null));
    socket.end(bytes);
  });
}
