import type { Duplex } from 'node:stream';

/** What Node's parser reports, and what HTTP calls it; everything else is a bad request. */
const STATUS: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/** Answers what is no HTTP request, or none that came in time. */
export function refuseMalformed(error: Error & { readonly code?: string }, socket: Duplex): void {
  endWith(socket, STATUS[error.code ?? ''] ?? '400 Bad Request', '');
}

/** Answers a connection beyond the limit. Clients of AWS come again later after a 503. */
export function refuseConnection(socket: Duplex): void {
  endWith(socket, '503 Service Unavailable', '{"__type":"ServiceUnavailableException"}');
}

function endWith(socket: Duplex, status: string, body: string): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  socket.once('error', () => socket.destroy());
  const head = `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: application/x-amz-json-1.1\r\n`;
  socket.end(`${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`, () => socket.destroy());
}
