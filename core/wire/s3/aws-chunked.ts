import { concat } from '../../crypto/bytes.ts';
import { S3Error } from '../../errors/s3-errors.ts';
import type { Bytes } from '../../ports.ts';

/** A body that was sent in chunks, put together. */
export interface Unchunked {
  readonly bytes: Bytes;
  /** Headers behind the last chunk, by their names in lower case. */
  readonly trailers: ReadonlyMap<string, string>;
}

/** Looks at the signatures of chunks, in their order. */
export interface ChunkCheck {
  /** @throws {S3Error} where the chunk, empty for the last one, is not what was signed */
  chunk(bytes: Uint8Array, signature: string | null): void;
  /** The same of the trailers, as they were sent. */
  trailers(text: string, signature: string | null): void;
}

const CR_LF = '\r\n';
/** A chunk's size and signature take less than that. */
const LONGEST_LINE = 1_024;
const TRAILER_SIGNATURE = 'x-amz-trailer-signature';

/**
 * Takes a body in `aws-chunked` apart: each chunk behind its size, and its signature where chunks are signed; an empty one
 * at the end, and trailers behind it.
 * @throws {S3Error} IncompleteBody or MalformedTrailerError for what is none, and what the check says
 * Source: S3 API Reference, "Signature calculations for the Authorization header: transferring payload in multiple
 * chunks" and "… including trailing headers".
 */
export function unchunk(body: Uint8Array, check: ChunkCheck): Unchunked {
  const chunks: Uint8Array[] = [];
  let at = 0;
  for (;;) {
    const line = lineAt(body, at);
    const [, size = '', signature] = /^([0-9a-fA-F]{1,8})(?:;chunk-signature=([0-9a-f]{64}))?$/.exec(line ?? '') ?? [];
    if (line === null || size === '') throw incomplete();
    const start = at + line.length + CR_LF.length;
    const end = start + Number.parseInt(size, 16);
    if (end > body.length) throw incomplete();
    const chunk = body.subarray(start, end);
    check.chunk(chunk, signature ?? null);
    if (chunk.length === 0) return { bytes: concat(...chunks), trailers: trailersAt(body, end, check) };
    chunks.push(chunk);
    if (lineAt(body, end) !== '') throw incomplete();
    at = end + CR_LF.length;
  }
}

function trailersAt(body: Uint8Array, start: number, check: ChunkCheck): ReadonlyMap<string, string> {
  const trailers = new Map<string, string>();
  let signature: string | null = null;
  let text = '';
  let at = start;
  for (;;) {
    const line = lineAt(body, at);
    if (line === null && at === body.length) break; // some clients leave the last line end out
    if (line === null) throw malformedTrailer();
    at += line.length + CR_LF.length;
    if (line === '') break;
    const colon = line.indexOf(':');
    if (colon < 1) throw malformedTrailer();
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (name === TRAILER_SIGNATURE) {
      signature = value;
    } else {
      trailers.set(name, value);
      text += `${name}:${value}\n`;
    }
  }
  check.trailers(text, signature);
  return trailers;
}

/** The line that begins there, without its end; null where it has none. */
function lineAt(body: Uint8Array, start: number): string | null {
  const most = Math.min(body.length - 1, start + LONGEST_LINE);
  for (let at = start; at < most; at++) {
    if (body[at] !== 13 || body[at + 1] !== 10) continue;
    return String.fromCharCode(...body.subarray(start, at));
  }
  return null;
}

/** @throws {S3Error} where a body is not as long as was said */
export function checkDecodedLength(bytes: Uint8Array, announced: string | undefined): void {
  if (announced === undefined) {
    const message = 'You must provide the Content-Length HTTP header.';
    throw new S3Error('MissingContentLength', message, 'malformed-request');
  }
  if (Number(announced) !== bytes.length) throw incomplete();
}

function incomplete(): S3Error {
  const message = 'The request body terminated unexpectedly';
  return new S3Error('IncompleteBody', message, 'malformed-request');
}

function malformedTrailer(): S3Error {
  const message =
    'The request contained trailing data that was not well-formed or did not conform to our published schema.';
  return new S3Error('MalformedTrailerError', message, 'malformed-request');
}
