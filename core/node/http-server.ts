import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { bodyLimitOf } from '../wire/body-limit.ts';
import { readHeaders, type WireRequest } from '../wire/wire-request.ts';
import type { WireResponse } from '../wire/wire-response.ts';
import { readBody } from './read-body.ts';
import { refuseConnection, refuseMalformed } from './refuse-socket.ts';
import { Room, type Share } from './room.ts';

/** What one client can make the server hold. */
export interface ServerLimits {
  /** For one body, told by the head of its request. */
  readonly bodyOf: typeof bodyLimitOf;
  /** For the bodies of all requests that are being answered; the next ones are told to come again. */
  readonly allBodiesBytes: number;
  readonly headerBytes: number;
  readonly connections: number;
  /** Requests that are being answered at the same time; the next ones are told to come again. */
  readonly inFlight: number;
  /** For a request to come in whole. */
  readonly requestMs: number;
  /** For a connection between two requests. */
  readonly idleMs: number;
}

const DEFAULT_LIMITS: ServerLimits = {
  bodyOf: bodyLimitOf,
  allBodiesBytes: 256 * 1_048_576,
  headerBytes: 16_384,
  connections: 1_024,
  inFlight: 512,
  requestMs: 30_000,
  idleMs: 60_000,
};

export interface ServerOptions {
  readonly host: string;
  /** 0 lets the system pick one. */
  readonly port: number;
  readonly limits?: ServerLimits;
  /** Answers a request that was sent to one of these addresses. */
  readonly answer: (request: WireRequest, addresses: readonly string[]) => Promise<WireResponse>;
  /** Told of a bug; the client gets AWS's internal error, without a word about it. */
  readonly onBug: (error: unknown) => void;
}

export interface RunningServer {
  readonly url: string;
  readonly port: number;
  /** Takes no more connections, and resolves when what was running is answered. */
  stop(): Promise<void>;
}

const STOPPING_MS = 5_000;
const INTERNAL_ERROR = JSON.stringify({ __type: 'KMSInternalException', message: 'kmslab met a bug of its own.' });
const COME_AGAIN = JSON.stringify({
  __type: 'ThrottlingException',
  message: 'You have exceeded the rate at which you may call KMS. Reduce the frequency of your calls.',
});

/**
 * Speaks HTTP/1.1 with keep-alive for a function from requests to responses. What is too big, too slow or too much is
 * answered and let go, so that nobody can wear the server out.
 * @throws {Error} with a `code` such as EADDRINUSE where it can't listen
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { host, port, limits = DEFAULT_LIMITS } = options;
  const room = new Room(limits.allBodiesBytes);
  let inFlight = 0;
  let isStopping = false;
  const server = createServer(
    {
      maxHeaderSize: limits.headerBytes,
      requestTimeout: limits.requestMs,
      headersTimeout: Math.min(limits.requestMs, 10_000),
      keepAliveTimeout: limits.idleMs,
      connectionsCheckingInterval: 1_000,
      noDelay: true,
    },
    (message, response) => {
      inFlight += 1;
      const share = room.share();
      response.once('close', () => {
        inFlight -= 1;
        share.giveBack();
      });
      if (inFlight > limits.inFlight) {
        message.resume();
        send(response, { status: 400, headers: JSON_TYPE, body: COME_AGAIN }, isStopping);
        return;
      }
      void handle(message, response, options, { limits, share }).then((answer) => {
        if (answer !== null) send(response, answer, isStopping);
      });
    },
  );
  limitConnections(server, limits.connections);
  server.on('clientError', refuseMalformed);
  await listen(server, host, port);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no address');
  return {
    port: address.port,
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
    stop() {
      isStopping = true;
      return stopServer(server);
    },
  };
}

/** The answer to a request; null where the client has gone. */
async function handle(
  message: IncomingMessage,
  response: ServerResponse,
  { host, answer, onBug }: ServerOptions,
  { limits, share }: { readonly limits: ServerLimits; readonly share: Share },
): Promise<WireResponse | null> {
  try {
    const { socket, method = '', url = '/', rawHeaders } = message;
    const mark = url.indexOf('?');
    const head = {
      method,
      path: mark === -1 ? url : url.slice(0, mark),
      query: mark === -1 ? '' : url.slice(mark + 1),
      headers: readHeaders(rawHeaders),
    };
    const limit = limits.bodyOf(head);
    const body = await readBody(message, limit.bytes, share);
    if (body === 'gone') return null;
    if (body === 'tooLarge' || body === 'noRoom') {
      response.setHeader('Connection', 'close');
      return body === 'tooLarge' ? limit.refusal : SLOW_DOWN;
    }
    const request = { ...head, body, sourceIp: plainAddress(socket.remoteAddress) };
    return await answer(request, [host, plainAddress(socket.localAddress)]);
  } catch (error) {
    onBug(error);
    return { status: 500, headers: JSON_TYPE, body: INTERNAL_ERROR };
  }
}

/** What S3 says, whose clients come again then: other services' bodies are too small to fill the room. */
const SLOW_DOWN: WireResponse = {
  status: 503,
  headers: { 'Content-Type': 'application/xml' },
  body: '<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>',
};

const JSON_TYPE = { 'Content-Type': 'application/x-amz-json-1.1' } as const;

/** The answer to a HEAD request may name a length; it has no body, which Node leaves out by itself. */
function send(response: ServerResponse, { status, headers, body, bytes }: WireResponse, isStopping: boolean): void {
  if (isStopping) response.setHeader('Connection', 'close');
  const content = bytes ?? body;
  const length = headers['content-length'] ?? Buffer.byteLength(content);
  response.writeHead(status, { ...headers, 'content-length': length });
  response.end(content);
}

/** An IPv4 client of a socket for both families shows as `::ffff:127.0.0.1`. */
function plainAddress(address: string | undefined): string {
  return (address ?? '').replace(/^::ffff:/, '');
}

function limitConnections(server: Server, most: number): void {
  let open = 0;
  server.on('connection', (socket: Socket) => {
    open += 1;
    socket.once('close', () => {
      open -= 1;
    });
    if (open > most) refuseConnection(socket);
  });
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Idle connections end at once, the others with the answer that they wait for, and all of them after a while. */
function stopServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const giveUp = setTimeout(() => server.closeAllConnections(), STOPPING_MS);
    server.close(() => {
      clearTimeout(giveUp);
      resolve();
    });
    server.closeIdleConnections();
  });
}
