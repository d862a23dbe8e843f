import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { WebDoor } from '../bridge/web-door.ts';
import { contentSecurityPolicy, readWindowFile, servedWindowFile, windowHeaders, windowPath } from './window-files.ts';

export interface WebServerOptions {
  /** 0 lets the system pick one. */
  readonly port: number;
  /** The folder of the built window. */
  readonly folder: string;
  readonly door: WebDoor;
}

export interface RunningWebServer {
  readonly url: string;
  /** Lets every page go, and resolves when the last connection has ended. */
  stop(): Promise<void>;
}

const HOST = '127.0.0.1';
/** More than any message has: a volume's block, a file of the lab. */
const MOST_MESSAGE_BYTES = 32 * 1_048_576;
const GREETING_MS = 10_000;
/** What a page says of itself beside the policy in the header, which must be the wider of the two here. */
const POLICY_IN_PAGE = /<meta\s+http-equiv="Content-Security-Policy"[^>]*>/;

/**
 * Serves the window to browsers of this machine, and lets its pages use a lab over a WebSocket. The files are nobody's
 * secret; the lab is behind the door's tokens. Only requests that name this server itself are answered (a site that has
 * pointed its own name here would not), and only its own pages may open a WebSocket.
 * Source: RFC 6455, section 10.2 (Origin); W3C "Content Security Policy Level 3".
 * @throws {Error} with a `code` such as EADDRINUSE where it can't listen
 */
export async function startWebServer({ port, folder, door }: WebServerOptions): Promise<RunningWebServer> {
  const server = createServer();
  await listen(server, port);
  const { port: actual } = server.address() as AddressInfo;
  const hosts = [`${HOST}:${actual}`, `localhost:${actual}`];
  const connect = hosts.map((host) => `ws://${host}`);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MOST_MESSAGE_BYTES, perMessageDeflate: false });

  server.on('request', (request, response) => void answer(request, response, { hosts, connect, folder }));
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    if (!isOwnPage(request, hosts)) return refuse(socket);
    sockets.handleUpgrade(request, socket, head, (connection) => join(connection, door));
  });
  return {
    url: `http://${hosts[0]}`,
    async stop() {
      door.close();
      for (const connection of sockets.clients) connection.terminate();
      sockets.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

interface Site {
  readonly hosts: readonly string[];
  /** Sources that a page may talk to. */
  readonly connect: readonly string[];
  readonly folder: string;
}

async function answer(request: IncomingMessage, response: ServerResponse, { hosts, connect, folder }: Site) {
  const isHere = hosts.includes(request.headers.host ?? '');
  const file = isHere && request.method === 'GET' ? await readWindowFile(fileOf(request.url, folder)) : null;
  const fresh = { 'cache-control': 'no-store' };
  if (file === null) {
    const headers = windowHeaders('text/plain; charset=utf-8', contentSecurityPolicy(connect));
    response.writeHead(isHere ? 404 : 421, { ...headers, ...fresh }).end(isHere ? 'Not found' : 'Not for this host');
    return;
  }
  const { headers, bytes } = servedWindowFile(file, connect);
  const isPage = file.contentType.startsWith('text/html');
  response
    .writeHead(200, { ...headers, ...fresh })
    .end(isPage ? bytes.toString('utf8').replace(POLICY_IN_PAGE, '') : bytes);
}

function fileOf(url: string | undefined, folder: string): string | null {
  const [path = '/'] = (url ?? '/').split('?');
  return windowPath(path === '/' ? '/index.html' : path, folder);
}

/** Whether a page of this server's asks for a WebSocket. A browser tells the page's origin, and pages can't lie in it. */
function isOwnPage({ headers }: IncomingMessage, hosts: readonly string[]): boolean {
  return hosts.includes(headers.host ?? '') && headers.origin === `http://${headers.host}`;
}

function refuse(socket: Duplex): void {
  socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
}

/** A connection of one page; it has a while to greet. */
function join(connection: WebSocket, door: WebDoor): void {
  const events = door.admit({
    send: (bytes) => connection.send(bytes),
    close: () => connection.close(),
  });
  const tooLate = setTimeout(() => connection.terminate(), GREETING_MS);
  connection.on('message', (data: RawData, isBinary: boolean) => {
    clearTimeout(tooLate);
    if (isBinary && Buffer.isBuffer(data)) events.received(data);
    else connection.close();
  });
  connection.on('error', () => connection.terminate());
  connection.on('close', () => {
    clearTimeout(tooLate);
    events.closed();
  });
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
