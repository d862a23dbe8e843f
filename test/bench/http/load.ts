import { connect, type Socket } from 'node:net';

/**
 * Sends one request over and over on `connections` kept-alive connections, until `count` answers have come.
 * The bytes of the request are made once: the load is to cost its process next to nothing.
 * @returns milliseconds from the first byte sent to the last answer read
 * @throws {Error} for an answer that isn't 200, with its body
 */
export async function load(port: number, request: Buffer, count: number, connections: number): Promise<number> {
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(port)));
  const start = performance.now();
  let left = count;
  await Promise.all(
    sockets.map(async (socket) => {
      const answers = new Answers(socket);
      while (left > 0) {
        left -= 1;
        socket.write(request);
        await answers.next();
      }
    }),
  );
  const ms = performance.now() - start;
  for (const socket of sockets) socket.destroy();
  return ms;
}

/** One request on a connection of its own. @returns the body of the answer */
export async function once(port: number, request: Buffer): Promise<string> {
  const socket = await open(port);
  try {
    socket.write(request);
    return await new Answers(socket).next();
  } finally {
    socket.destroy();
  }
}

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket.setNoDelay(true)));
    socket.on('error', reject);
  });
}

/** Reads answers with a Content-Length off a connection, one after the other. */
class Answers {
  #bytes: Buffer = Buffer.alloc(0);
  #waiting: { readonly resolve: (body: string) => void; readonly reject: (error: Error) => void } | null = null;

  constructor(socket: Socket) {
    socket.on('data', (chunk: Buffer) => {
      this.#bytes = this.#bytes.length === 0 ? chunk : Buffer.concat([this.#bytes, chunk]);
      this.#take();
    });
    socket.on('close', () => this.#waiting?.reject(new Error('the server closed the connection')));
  }

  next(): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#take();
    });
  }

  #take(): void {
    const headEnd = this.#bytes.indexOf('\r\n\r\n');
    if (this.#waiting === null || headEnd === -1) return;
    const head = this.#bytes.toString('latin1', 0, headEnd);
    const length = /^content-length: (\d+)/im.exec(head)?.[1];
    const bodyEnd = headEnd + 4 + Number(length ?? 0);
    if (this.#bytes.length < bodyEnd) return;
    const body = this.#bytes.toString('utf8', headEnd + 4, bodyEnd);
    this.#bytes = this.#bytes.subarray(bodyEnd);
    const { resolve, reject } = this.#waiting;
    this.#waiting = null;
    if (head.startsWith('HTTP/1.1 200 ')) resolve(body);
    else reject(new Error(`${head.slice(0, head.indexOf('\r\n'))}: ${body}`));
  }
}
