import { concat } from '../../../crypto/bytes.ts';
import type { Bytes } from '../../../ports.ts';

/** Reads bytes from front to back. */
export class ByteReader {
  readonly #bytes: Bytes;
  at = 0;

  constructor(bytes: Bytes) {
    this.#bytes = bytes;
  }

  /** @throws {RangeError} where there are fewer */
  take(length: number): Bytes {
    if (this.at + length > this.#bytes.length) throw new RangeError('the message ends too early');
    this.at += length;
    return this.#bytes.slice(this.at - length, this.at);
  }

  /** A number, its greatest byte first. @throws {RangeError} */
  number(bytes: 1 | 2 | 4): number {
    return this.take(bytes).reduce((value, byte) => value * 256 + byte, 0);
  }

  /** What stands behind its own length in two bytes. @throws {RangeError} */
  field(): Bytes {
    return this.take(this.number(2));
  }

  /** All from one place to where it has come. */
  since(start: number): Bytes {
    return this.#bytes.slice(start, this.at);
  }

  get isAtEnd(): boolean {
    return this.at === this.#bytes.length;
  }
}

/** A number in that many bytes, its greatest first. */
export function numberBytes(value: number, bytes: 1 | 2 | 4 | 8 | 12): Bytes {
  const written = new Uint8Array(bytes);
  for (let at = bytes - 1, rest = value; at >= 0; at--, rest = Math.floor(rest / 256)) written[at] = rest % 256;
  return written;
}

/** Bytes behind their own length in two bytes. */
export function field(bytes: Bytes): Bytes {
  return concat(numberBytes(bytes.length, 2), bytes);
}
