import type { IncomingMessage } from 'node:http';

const NOTHING = new Uint8Array(0);

/**
 * The whole body of a request of at most `most` bytes. `tooLarge` comes as soon as that is known, and what follows is
 * thrown away; `gone` where the client left before the end.
 */
export function readBody(message: IncomingMessage, most: number): Promise<Uint8Array | 'tooLarge' | 'gone'> {
  const announced = Number(message.headers['content-length'] ?? 0);
  if (announced > most) {
    message.resume();
    return Promise.resolve('tooLarge');
  }
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    message.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= most) chunks.push(chunk);
      else {
        chunks.length = 0;
        resolve('tooLarge');
      }
    });
    message.once('end', () => resolve(whole(chunks)));
    message.once('error', () => resolve('gone'));
    message.once('close', () => resolve('gone'));
  });
}

/** A request mostly comes in one piece. */
function whole(chunks: readonly Buffer[]): Uint8Array {
  const [first = NOTHING] = chunks;
  return chunks.length <= 1 ? first : Buffer.concat(chunks);
}
