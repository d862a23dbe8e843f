import type { IncomingMessage } from 'node:http';
import type { Share } from './room.ts';

const NOTHING = new Uint8Array(0);

/** Why a body was not read: it is larger than it may be, there is no room for it now, or the client left before its end. */
export type NotRead = 'tooLarge' | 'noRoom' | 'gone';

/**
 * The whole body of a request of at most `most` bytes. What it may not be is known as soon as it is, and what follows is
 * thrown away.
 */
export function readBody(message: IncomingMessage, most: number, share: Share): Promise<Uint8Array | NotRead> {
  const announced = Number(message.headers['content-length'] ?? 0);
  if (announced > most) {
    message.resume();
    return Promise.resolve('tooLarge');
  }
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    let isRefused = false;
    const refuse = (why: NotRead) => {
      isRefused = true;
      chunks.length = 0;
      share.giveBack();
      resolve(why);
    };
    message.on('data', (chunk: Buffer) => {
      if (isRefused) return;
      length += chunk.length;
      if (length > most) refuse('tooLarge');
      else if (!share.take(chunk.length)) refuse('noRoom');
      else chunks.push(chunk);
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
