import { toHex } from '../../crypto/bytes.ts';
import { S3Error } from '../../errors/s3-errors.ts';
import type { Primitives } from '../../ports.ts';
import type { WireHeaders, WireRequest } from '../wire-request.ts';
import { type ChunkCheck, checkDecodedLength, unchunk } from './aws-chunked.ts';

/**
 * What `x-amz-content-sha256` says of the body.
 * Source: S3 API Reference, "Authenticating Requests: Using the Authorization Header", "Payload".
 */
export interface Payload {
  /** The header's own value, which is a part of what is signed. */
  readonly hash: string;
  /** In chunks, signed or not; or whole. */
  readonly chunks: 'signed' | 'unsigned' | null;
}

const UNSIGNED = 'UNSIGNED-PAYLOAD';
const IN_CHUNKS: Readonly<Record<string, Payload['chunks']>> = {
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD': 'signed',
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER': 'signed',
  'STREAMING-UNSIGNED-PAYLOAD-TRAILER': 'unsigned',
};

/** @throws {S3Error} where the header is not there, or says nothing that S3 knows */
export function payloadOf(headers: WireHeaders): Payload {
  const hash = headers.get('x-amz-content-sha256');
  if (hash === undefined) {
    const message = 'Missing required header for this request: x-amz-content-sha256';
    throw new S3Error('InvalidRequest', message, 'malformed-request');
  }
  const chunks = Object.hasOwn(IN_CHUNKS, hash) ? (IN_CHUNKS[hash] ?? null) : null;
  if (chunks !== null || hash === UNSIGNED || /^[0-9a-f]{64}$/i.test(hash)) return { hash, chunks };
  throw new S3Error(
    'InvalidArgument',
    'x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid sha256 value.',
    'malformed-request',
    { ArgumentName: 'x-amz-content-sha256', ArgumentValue: hash },
  );
}

/** The payload of a request whose signature is in its query: nobody has signed it. */
export const UNSIGNED_PAYLOAD: Payload = { hash: UNSIGNED, chunks: null };

/**
 * The request as it was before its body was sent in chunks, with the headers that came behind it; one that was sent whole
 * is as it is.
 * @throws {S3Error} where the body is not what was signed
 */
export function openPayload(
  request: WireRequest,
  { hash, chunks }: Payload,
  check: ChunkCheck,
  { sha256 }: Pick<Primitives, 'sha256'>,
): WireRequest {
  if (chunks === null) {
    const computed = hash === UNSIGNED ? hash : toHex(sha256(request.body));
    if (computed === hash.toLowerCase() || hash === UNSIGNED) return withoutChunkedEncoding(request);
    throw new S3Error(
      'XAmzContentSHA256Mismatch',
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
      'not-authenticated',
      { ClientComputedContentSHA256: hash, S3ComputedContentSHA256: computed },
    );
  }
  const { bytes, trailers } = unchunk(request.body, chunks === 'signed' ? check : UNCHECKED);
  checkDecodedLength(bytes, request.headers.get('x-amz-decoded-content-length'));
  const announced = (request.headers.get('x-amz-trailer') ?? '').toLowerCase().split(',');
  const known = [...trailers].filter(([name]) => announced.some((one) => one.trim() === name));
  return withoutChunkedEncoding({ ...request, body: bytes, headers: new Map([...request.headers, ...known]) });
}

const UNCHECKED: ChunkCheck = { chunk() {}, trailers() {} };

/** That a body came in chunks is nothing that its object keeps. */
function withoutChunkedEncoding(request: WireRequest): WireRequest {
  const encoding = request.headers.get('content-encoding');
  if (encoding === undefined || !/aws-chunked/i.test(encoding)) return request;
  const rest = encoding.split(',').map((one) => one.trim());
  const own = rest.filter((one) => one.toLowerCase() !== 'aws-chunked').join(',');
  const headers = new Map(request.headers);
  if (own === '') headers.delete('content-encoding');
  else headers.set('content-encoding', own);
  return { ...request, headers };
}
